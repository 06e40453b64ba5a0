package dev.dbpush.sql.batch;

import dev.dbpush.sql.syntax.Identifier;
import dev.dbpush.sql.syntax.SqlStatement;
import dev.dbpush.sql.syntax.Token;
import dev.dbpush.sql.syntax.TokenCursor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be told from an expression's text.
 *
 * @param words every identifier and keyword in it, folded: a superset of the columns it reads
 * @param isVolatile whether it calls a function whose result differs from call to call
 * @param isUnknown whether it calls a function that is not known here, which may be volatile and
 *     may read tables
 */
record Expression(Set<String> words, boolean isVolatile, boolean isUnknown) {
  private static final Set<String> VOLATILE =
      words(
          """
          random clock_timestamp timeofday gen_random_uuid uuidv4 uuidv7 nextval uuid_generate_v1
          uuid_generate_v1mc uuid_generate_v4 random_normal\
          """);

  /** Functions of pg_catalog that are immutable or stable and read no table. */
  private static final Set<String> HARMLESS =
      words(
          """
          now transaction_timestamp statement_timestamp lower upper initcap length char_length
          character_length octet_length bit_length trim btrim ltrim rtrim lpad rpad left right repeat
          replace reverse split_part regexp_replace regexp_match regexp_matches substr substring
          position strpos overlay concat concat_ws format md5 sha256 encode decode ascii chr translate
          starts_with to_char to_date to_number to_timestamp date_trunc date_part extract age
          make_date make_time make_timestamp make_timestamptz make_interval timezone abs round ceil
          ceiling floor trunc mod power sqrt sign greatest least coalesce nullif jsonb_build_object
          jsonb_build_array json_build_object json_build_array to_json to_jsonb jsonb_typeof
          json_typeof jsonb_array_length json_array_length jsonb_set jsonb_strip_nulls array_length
          array_to_string string_to_array array_append array_prepend array_cat array_remove
          cardinality array_position num_nonnulls num_nulls int4range int8range numrange tsrange
          tstzrange daterange isempty lower_inc upper_inc to_tsvector to_tsquery plainto_tsquery
          setweight current_setting row hashtext digest cast count sum min max avg\
          """);

  /** Words before a parenthesis that call nothing: keywords and types with a modifier. */
  private static final Set<String> NO_CALL =
      words(
          """
          in and or not is between like ilike similar any all some exists values when then else case
          end array check using default on key references over filter as where from select by having
          union intersect except into limit offset distinct returning set with include conflict
          numeric decimal varchar varying character char bit float time timestamp timestamptz timetz
          interval bpchar varbit to unique primary foreign exclude stored index column table only
          lateral grouping sets cube rollup\
          """);

  static Expression of(@Nullable String text) {
    Set<String> words = new HashSet<>();
    if (text == null) {
      return new Expression(words, false, false);
    }
    TokenCursor cursor = SqlStatement.of(text).cursor();
    boolean isVolatile = false;
    boolean isUnknown = cursor.contains("uescape");
    for (Token token = cursor.next(); token != null; token = cursor.next()) {
      String word = word(text, token);
      if (word == null) {
        continue;
      }
      words.add(word);
      if (cursor.peekIs('(') && !callsNothing(cursor, token)) {
        boolean schema = isDot(cursor.peek(-2), text) && !isCatalog(cursor.peek(-3), text);
        isVolatile |= VOLATILE.contains(word);
        boolean known = VOLATILE.contains(word) || HARMLESS.contains(word);
        isUnknown |= schema || !known;
      }
    }
    return new Expression(words, isVolatile, isUnknown);
  }

  private static boolean callsNothing(TokenCursor cursor, Token token) {
    Token before = cursor.peek(-2);
    Token beforeSchema = isDot(before, cursor.text()) ? cursor.peek(-4) : before;
    if (beforeSchema != null
        && (beforeSchema.isWord(cursor.text(), "into")
            || beforeSchema.isWord(cursor.text(), "references"))) {
      return true;
    }
    boolean cast = before != null && before.in(cursor.text()).endsWith(":");
    return cast
        || (token.kind() == Token.Kind.WORD
            && NO_CALL.contains(token.in(cursor.text()).toLowerCase(Locale.ROOT)));
  }

  private static boolean isDot(@Nullable Token token, String text) {
    return token != null && token.is(text, '.');
  }

  private static boolean isCatalog(@Nullable Token token, String text) {
    return token != null && token.isWord(text, "pg_catalog");
  }

  private static @Nullable String word(String text, Token token) {
    return switch (token.kind()) {
      case WORD, QUOTED_IDENTIFIER -> Identifier.read(token.in(text));
      default -> null;
    };
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}
