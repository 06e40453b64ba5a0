package dev.dbpush.core.statement;

import java.util.Random;

/** Random SQL that a server mostly understands, made of what splitters stumble over. */
final class TrickySql {
  private static final String[] OPERANDS = {
    "1", "1.5e-3", ".5", "'a;b'", "'it''s;'", "E'it\\'s;'", "E'\\\\'", "'\\'", "U&'d\\0061;'",
    "U&'d!0061;' UESCAPE '!'", "u&\"c;\"", "\"a;\"\"b\"", "$$ ; ' $$", "$a$ $$ ; $b$ $a$", "$1", "a",
    "é", "日本", "a$b$c", "b", "e", "u", "x", "N'n;'", "B'01'", "X'1F'", "'a'\n ';b'",
    "'a' -- it's;\n';'", "t.end", "t.case", "t.\"end\"", "ARRAY[1,2]", "a[1]", "NULL", "$é$;$é$",
    "(SELECT 2 FROM stdin)", "f(1, ';')", "a::text", "CAST(a AS int)", "row(1;2)", "1..2",
  };
  private static final String[] OPERATORS = {
    "+", "-", "*", "/", "||", "<>", "->>", "@>", "#>", "=", "<=", "@-", "~*", "|/", "=-", "*-", "OR",
    "AND", "IS DISTINCT FROM", "LIKE", "^@", "?|", "%",
  };
  private static final String[] BLANKS = {
    " ", " ", " ", "\n", "\t", "\r\n", "/* ; */", "/* ' /* ; */ \" */", "-- ;'\n", "/*/;*/", "\f",
    "--\n", "/**/", "/* $$ */", " -- $$\r\n",
  };
  private static final String[] ALIASES = {"", "", " AS end", " AS case", " AS begin", " end", " x"};
  private static final String NOISE = "';\"$()\\-/*eU&\n a1END";

  private final Random random;

  TrickySql(long seed) {
    this.random = new Random(seed);
  }

  /** Some commands, half of the time with one character put in or taken out. */
  String next() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      out.append(blank()).append(command()).append(random.nextInt(6) == 0 ? blank() : "");
      out.append(i > 0 || random.nextBoolean() ? ";" : "");
      out.append(random.nextInt(8) == 0 ? blank() + ";" : "");
    }
    if (random.nextBoolean()) {
      int at = random.nextInt(out.length());
      if (random.nextBoolean()) {
        out.deleteCharAt(at);
      } else {
        out.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
      }
    }
    return out.toString();
  }

  private String command() {
    return switch (random.nextInt(11)) {
      case 0 -> "CREATE RULE r AS ON INSERT TO t DO ALSO (" + select() + ";" + select() + "; )";
      case 1, 2 -> routine() + " BEGIN" + blank() + "ATOMIC " + body() + blank() + "END";
      case 3 -> routine() + " LANGUAGE sql AS $f$ " + select() + "; $f$";
      case 4 -> routine() + " RETURN " + expression(2);
      case 5 -> "DO $$ BEGIN PERFORM '" + random.nextInt() + "'; END $$";
      case 6 -> "COPY (" + select() + ") TO stdout";
      case 7 -> "CREATE TABLE t (begin atomic, a int DEFAULT (" + expression(1) + "))";
      case 8 -> "BEGIN";
      default -> select();
    };
  }

  private String routine() {
    return "CREATE "
        + (random.nextBoolean() ? "OR REPLACE FUNCTION" : "FUNCTION")
        + " f(a int DEFAULT ("
        + expression(1)
        + "), begin atomic) RETURNS int";
  }

  private String body() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      out.append(select()).append(blank()).append(';').append(blank());
    }
    return out.toString();
  }

  private String select() {
    return "SELECT " + expression(3) + ALIASES[random.nextInt(ALIASES.length)];
  }

  private String expression(int depth) {
    if (depth == 0) {
      return OPERANDS[random.nextInt(OPERANDS.length)];
    }
    return switch (random.nextInt(5)) {
      case 0 -> "(" + blank() + expression(depth - 1) + ")";
      case 1 ->
          "CASE WHEN " + expression(depth - 1) + " THEN " + expression(depth - 1) + blank() + "END";
      case 2, 3 ->
          expression(depth - 1)
              + blank()
              + OPERATORS[random.nextInt(OPERATORS.length)]
              + blank()
              + expression(depth - 1);
      default -> OPERANDS[random.nextInt(OPERANDS.length)];
    };
  }

  private String blank() {
    return BLANKS[random.nextInt(BLANKS.length)];
  }
}
