package dev.dbpush.sql.hazard;

import dev.dbpush.sql.syntax.QualifiedName;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an expression can give another value for each row. A function that is not known to be
 * stable counts as volatile. PostgreSQL documentation, section 38.7 (function volatility).
 */
final class Volatility {
  /** Stable when they are called without arguments; with some they are somebody else's. */
  private static final Set<String> WITHOUT_ARGUMENTS =
      Set.of(
          "now", "transaction_timestamp", "statement_timestamp", "current_database",
          "current_schema", "pg_current_xact_id", "txid_current", "pg_backend_pid", "version",
          "uuid_nil", "uuid_ns_dns", "uuid_ns_url", "uuid_ns_oid", "uuid_ns_x500", "pi");

  /** Immutable or stable, whatever their arguments. */
  private static final Set<String> STEADY =
      Set.of(
          "abs", "age", "array_append", "array_cat", "array_fill", "array_length", "array_prepend",
          "array_remove", "array_replace", "array_to_json", "array_to_string", "ascii", "btrim",
          "cardinality", "cast", "ceil", "ceiling", "char_length", "chr", "coalesce", "concat",
          "concat_ws", "current_setting", "current_time", "current_timestamp", "date",
          "date_part", "date_trunc", "decode", "digest", "div", "encode", "exp", "extract", "floor",
          "format", "greatest", "hashtext", "initcap", "int4range", "int8range", "interval",
          "json_build_array", "json_build_object", "jsonb_build_array", "jsonb_build_object",
          "jsonb_set", "justify_interval", "least", "left", "length", "ln", "localtime",
          "localtimestamp", "log", "lower", "lpad", "ltrim", "make_date", "make_interval",
          "make_time", "make_timestamp", "make_timestamptz", "md5", "mod", "nullif", "numeric",
          "numrange", "octet_length", "overlay", "point", "position", "power", "quote_ident",
          "quote_literal", "regexp_replace", "repeat", "replace", "reverse", "right", "round",
          "row", "row_to_json", "rpad", "rtrim", "sha256", "sign", "split_part", "sqrt",
          "string_to_array", "substr", "substring", "timestamp", "timestamptz", "timezone",
          "to_char", "to_date", "to_hex", "to_json", "to_jsonb", "to_number", "to_regclass",
          "to_timestamp", "to_tsquery", "to_tsvector", "translate", "trim", "trunc", "tsrange",
          "tstzrange", "upper", "varchar", "char", "bit", "box", "circle", "daterange", "in", "any",
          "all", "array", "and", "or", "not", "then", "else", "when", "case", "is", "between",
          "tsvector", "time", "character", "decimal", "float", "xmlparse", "websearch_to_tsquery",
          "setweight", "similar", "like", "overlaps");

  private Volatility() {}

  /**
   * Whether it may.
   *
   * @param expression as it was written
   * @param steady whether a function that the script made is known to be immutable or stable
   */
  static boolean isVolatile(@Nullable String expression, Predicate<QualifiedName> steady) {
    if (expression == null) {
      return false;
    }
    TokenCursor cursor = Tokens.cursor(expression);
    boolean type = false;
    while (!cursor.atEnd()) {
      int at = cursor.index();
      QualifiedName name = cursor.acceptName();
      if (name == null) {
        cursor.moveTo(at);
        Token token = cursor.next();
        String text = token == null ? "" : token.in(expression);
        type = text.equals("::") || (text.equals(":") && isDoubleColon(cursor, expression));
        continue;
      }
      boolean cast = type || name.name().equals("precision") || name.name().equals("varying");
      type = name.schema() == null && name.name().equals("as");
      if (cursor.peekIs('(') && !cast && isVolatileCall(name, cursor, steady)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDoubleColon(TokenCursor cursor, String expression) {
    Token before = cursor.peek(-2);
    return before != null && before.in(expression).equals(":");
  }

  private static boolean isVolatileCall(
      QualifiedName name, TokenCursor cursor, Predicate<QualifiedName> steady) {
    boolean builtIn = name.schema() == null || name.schema().equals("pg_catalog");
    String function = name.name().toLowerCase(Locale.ROOT);
    if (builtIn && STEADY.contains(function)) {
      return false;
    }
    Token next = cursor.peek(1);
    boolean empty = next != null && next.is(cursor.text(), ')');
    if (WITHOUT_ARGUMENTS.contains(function) && empty) {
      return false;
    }
    return !steady.test(name);
  }
}
