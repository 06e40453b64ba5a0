package dev.dbpush.core.scratch;

import dev.dbpush.core.MigrationException;
import dev.dbpush.core.MigrationListener;
import dev.dbpush.core.Migrations;
import dev.dbpush.core.Migrator;
import dev.dbpush.core.MigratorConfig;
import dev.dbpush.core.chain.ChainException;
import dev.dbpush.core.chain.Target;
import dev.dbpush.core.connect.UrlDatabase;
import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.file.Section;
import dev.dbpush.sql.script.ScriptOptions;
import dev.dbpush.sql.statement.StatementKind;
import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scratch database on which chains are pushed. One thread at a time. */
public final class ScratchChain implements AutoCloseable {
  /** duplicate_object, and unique_violation while the other transaction ends. */
  private static final Set<String> ALREADY_THERE = Set.of("42710", "23505");

  private static final Pattern MISSING_ROLE = Pattern.compile("role \"([^\"]+)\" does not exist");

  private final ScratchServer server;
  private final ScriptOptions script;
  private final MigrationListener listener;
  private final ScratchDatabase database;
  private final Set<String> made = new HashSet<>();

  private ScratchChain(
      ScratchServer server,
      ScriptOptions script,
      MigrationListener listener,
      ScratchDatabase database) {
    this.server = server;
    this.script = script;
    this.listener = listener;
    this.database = database;
  }

  /**
   * An empty database.
   *
   * @param script how pushes are rendered
   * @param listener is warned where the database cannot be dropped at the end
   */
  public static ScratchChain create(
      ScratchServer server, ScriptOptions script, MigrationListener listener) {
    try {
      return new ScratchChain(server, script, listener, server.create());
    } catch (SQLException e) {
      throw unusable(server, e);
    }
  }

  static MigrationException unusable(ScratchServer server, SQLException e) {
    return new MigrationException(
        "no scratch database can be made on " + server + ": " + e.getMessage(),
        "its role needs CREATEDB; or leave db.scratch out for an embedded server",
        e);
  }

  /** Pushes to a target, with the executor of every push. */
  public void push(Migrations migrations, Target target) {
    refuseOutsideEffects(migrations);
    while (true) {
      try {
        migrator(migrations).push(target);
        return;
      } catch (MigrationException e) {
        if (!makeRoles(String.valueOf(e.getMessage()))) {
          throw e;
        }
      }
    }
  }

  /** Undoes what is no ancestor of a target. */
  public void downgrade(Migrations migrations, Target target) {
    migrator(migrations).downgrade(target);
  }

  private Migrator migrator(Migrations migrations) {
    return new Migrator(
        MigratorConfig.of(migrations)
            .withDatabase(server.open(database))
            .withScript(script)
            .withListener(MigrationListener.NONE));
  }

  /** Where it is. */
  public UrlDatabase address() {
    return server.open(database);
  }

  /** A new connection, closed with the database at the latest. */
  public Connection connect() {
    try {
      return database.connect();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * On a server of somebody's, its roles and settings are not ours to change.
   *
   * @throws ChainException with every statement, up or down, that would do it
   */
  public void refuseOutsideEffects(Migrations migrations) {
    if (server.throwAway()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    for (MigrationFile file : migrations.chain().revisions()) {
      String name = migrations.label() + "/" + file.name();
      outsideEffects(name, file.up(), problems);
      Section down = file.down();
      if (down != null) {
        outsideEffects(name, down, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new ChainException(problems);
    }
  }

  private static void outsideEffects(String name, Section section, List<Problem> problems) {
    for (SqlStatement statement : section.statements()) {
      StatementKind.effectOutsideDatabase(statement)
          .ifPresent(
              effect ->
                  problems.add(
                      new Problem(
                          name,
                          statement.position(),
                          "this statement changes " + effect + ", on the server of db.scratch too",
                          "leave db.scratch out: an embedded server is thrown away as a whole")));
    }
  }

  /**
   * Makes the roles that a failure misses: administrators make roles, not migrations, so a new server
   * lacks them.
   *
   * @return whether it is worth trying again; false on a server of somebody's
   */
  public boolean makeRoles(String message) {
    if (!server.throwAway()) {
      return false;
    }
    Set<String> missing = new HashSet<>();
    Matcher matcher = MISSING_ROLE.matcher(message);
    while (matcher.find()) {
      missing.add(matcher.group(1));
    }
    missing.removeAll(made);
    try (Connection connection = server.open(database).open();
        Statement statement = connection.createStatement()) {
      for (String role : missing) {
        make(statement, role);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
    made.addAll(missing);
    return !missing.isEmpty();
  }

  /** Another scratch database of the server may miss the same role at the same moment. */
  private static void make(Statement statement, String role) throws SQLException {
    try {
      statement.execute("CREATE ROLE " + Identifier.quote(role));
    } catch (SQLException e) {
      if (!ALREADY_THERE.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
    }
  }

  /** What to throw where the database itself fails. */
  public MigrationException failure(SQLException e) {
    return new MigrationException(
        "the scratch database on " + server + " failed: " + e.getMessage(),
        "run it again; the server's log may say more",
        e);
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      listener.warning(
          "the scratch database "
              + database.name()
              + " was not dropped, the next run does it: "
              + e.getMessage());
    }
  }
}
