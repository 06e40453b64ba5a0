package dev.dbpush.core.importing;

/** Knows one tool's layout. Stateless. */
interface LayoutReader {

  /** Whether the folder has files that only this tool would have. */
  boolean recognises(SourceFolder source);

  /**
   * Reads the migrations in their order; every file is either carried, or skipped with a reason, or
   * noted as a problem.
   */
  void read(SourceFolder source, Reading reading);

  /** The reader of a layout. */
  static LayoutReader of(Layout layout) {
    return switch (layout) {
      case GOLANG_MIGRATE -> new GolangMigrateReader();
      case FLYWAY -> new FlywayReader();
      case DIESEL -> new DieselReader();
      case PRISMA -> new PrismaReader();
      case DBMATE -> new DbmateReader();
      case GOOSE -> new GooseReader();
    };
  }
}
