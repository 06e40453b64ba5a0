package dev.dbpush.sql.statement;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a command leaves behind in the session. Routines that the command calls can leave more; that
 * cannot be seen in its text.
 *
 * @param kind what is changed
 * @param name the setting's name in lower case ({@code all} for {@code RESET ALL}); empty where it
 *     is no setting or not a constant
 * @param local whether it ends with the transaction ({@code SET LOCAL}, {@code set_config(…,
 *     true)})
 * @param repeatable whether the same command can be run again, in another segment of its section,
 *     with the same outcome and no other effect
 */
public record SessionChange(Kind kind, String name, boolean local, boolean repeatable) {

  /** What a command changes. */
  public enum Kind {
    /** A setting: {@code SET}, {@code RESET}, {@code set_config}. */
    SETTING,
    /**
     * Who the session acts as: {@code SET ROLE}, {@code SET SESSION AUTHORIZATION}, their resets.
     */
    ROLE,
    /** {@code LISTEN}, {@code UNLISTEN}. */
    LISTEN,
    /** {@code PREPARE}, {@code DEALLOCATE}. */
    PREPARED,
    /** A cursor that outlives its transaction. */
    CURSOR,
    /** {@code LOAD}. */
    LIBRARY,
    /** A temporary table, view or sequence. */
    TEMPORARY
  }

  static Optional<SessionChange> of(SqlStatement statement) {
    return switch (statement.firstWord()) {
      case "set" -> set(statement.cursor());
      case "reset" -> reset(statement.cursor());
      case "listen", "unlisten" -> of(Kind.LISTEN);
      case "deallocate" -> of(Kind.PREPARED);
      case "prepare" ->
          statement.startsWith("prepare", "transaction") ? Optional.empty() : of(Kind.PREPARED);
      case "load" -> of(Kind.LIBRARY);
      case "declare" -> statement.cursor().contains("with", "hold") ? of(Kind.CURSOR) : none();
      case "create" -> temporary(statement) ? of(Kind.TEMPORARY) : none();
      default -> SetConfig.of(statement);
    };
  }

  /** Whether this is {@code SET [SESSION | LOCAL] SESSION CHARACTERISTICS …}. */
  static boolean setsCharacteristics(SqlStatement statement) {
    return statement.startsWith("set", "session", "characteristics")
        || statement.startsWith("set", "session", "session", "characteristics")
        || statement.startsWith("set", "local", "session", "characteristics");
  }

  private static Optional<SessionChange> set(TokenCursor cursor) {
    cursor.accept("set");
    boolean local = cursor.accept("local");
    if (!local && cursor.peekWords("session") && !scopeIsPartOfTheName(cursor)) {
      cursor.accept("session");
    }
    if (cursor.peekWords("constraints") || cursor.peekWords("transaction")) {
      return none(); // ends with the transaction, and changes no setting
    }
    if (cursor.peekWords("role") || cursor.peekWords("session", "authorization")) {
      return Optional.of(new SessionChange(Kind.ROLE, "", local, true));
    }
    return Optional.of(new SessionChange(Kind.SETTING, setting(cursor), local, true));
  }

  private static boolean scopeIsPartOfTheName(TokenCursor cursor) {
    return List.of("authorization", "characteristics").contains(cursor.peekWord(1));
  }

  private static Optional<SessionChange> reset(TokenCursor cursor) {
    cursor.accept("reset");
    boolean role = cursor.peekWords("role") || cursor.peekWords("session", "authorization");
    return Optional.of(
        role
            ? new SessionChange(Kind.ROLE, "", false, true)
            : new SessionChange(Kind.SETTING, setting(cursor), false, true));
  }

  /** The name of the setting here, with the spellings that have words of their own put right. */
  private static String setting(TokenCursor cursor) {
    if (cursor.peekWords("time", "zone")) {
      return "timezone";
    }
    if (cursor.peekWords("xml", "option")) {
      return "xmloption";
    }
    if (cursor.peekWords("names")) {
      return "client_encoding";
    }
    if (cursor.peekWords("transaction", "isolation")) {
      return "transaction_isolation";
    }
    Token following = cursor.peek(1);
    if (cursor.peekWords("schema") && following != null && following.kind() == Token.Kind.STRING) {
      return "search_path";
    }
    QualifiedName name = cursor.acceptName();
    return name == null ? "" : name.toSql().replace("\"", "").toLowerCase(Locale.ROOT);
  }

  private static boolean temporary(SqlStatement statement) {
    TokenCursor cursor = statement.cursor();
    cursor.accept("create");
    cursor.accept("or", "replace");
    cursor.acceptAny("local", "global");
    return !cursor.acceptAny("temp", "temporary").isEmpty();
  }

  private static Optional<SessionChange> of(Kind kind) {
    return Optional.of(new SessionChange(kind, "", false, false));
  }

  private static Optional<SessionChange> none() {
    return Optional.empty();
  }
}
