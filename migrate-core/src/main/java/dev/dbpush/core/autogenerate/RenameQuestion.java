package dev.dbpush.core.autogenerate;

/** Asks a person what a comparison cannot tell. */
@FunctionalInterface
public interface RenameQuestion {

  /**
   * Whether something was renamed.
   *
   * @param seen what it looks like, one line: {@code member.nick is dropped and member.nickname
   *     added, which looks like a rename}
   */
  boolean isRename(String seen);
}
