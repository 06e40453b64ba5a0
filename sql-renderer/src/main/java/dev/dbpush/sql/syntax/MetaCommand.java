package dev.dbpush.sql.syntax;

/** A backslash outside quotes: a psql meta-command, or a slip. */
final class MetaCommand {

  private MetaCommand() {}

  /** Says what it is and what to do instead. */
  static Problem problem(String text, Token token) {
    String word = token.in(text).strip().split("[\\s;(]", 2)[0];
    SourcePosition position = SourcePosition.of(text, token.start());
    char letter = word.length() > 1 ? word.charAt(1) : ' ';
    if (word.equals("\\.")) {
      return new Problem(
          "",
          position,
          "end of COPY data, but no COPY … FROM stdin before it",
          "remove the line, or look whether the COPY above it ends with a semicolon");
    }
    if (!Character.isLetter(letter) && "!?;".indexOf(letter) < 0) {
      return new Problem(
          "",
          position,
          "backslash outside quotes",
          "remove it; a string constant with backslash escapes is written E'…'");
    }
    return new Problem(
        "",
        position,
        "psql meta-command " + word + " in a migration: only psql understands it",
        remedy(word));
  }

  private static String remedy(String word) {
    return switch (word) {
      case "\\i", "\\ir", "\\include", "\\include_relative" ->
          "paste the other file's statements here";
      case "\\copy" -> "write COPY … FROM stdin with the data inline, ended by a line with \\.";
      case "\\c", "\\connect" -> "remove it: the migration runs in the database of db.url";
      case "\\g", "\\gx" -> "end the statement with a semicolon";
      case "\\gexec" -> "write the statements out, or use a DO block with EXECUTE";
      case "\\set", "\\gset", "\\if", "\\elif", "\\else", "\\endif" ->
          "write the SQL for one case; a DO block can decide at run time";
      case "\\restrict", "\\unrestrict" -> "remove the line: pg_dump writes it for psql alone";
      default -> "remove the line; what it does must be said in SQL";
    };
  }
}
