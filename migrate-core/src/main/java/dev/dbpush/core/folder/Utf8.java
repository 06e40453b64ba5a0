package dev.dbpush.core.folder;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import dev.dbpush.sql.syntax.SqlSyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes files strictly: what is not UTF-8 is refused with its place, never replaced. */
final class Utf8 {
  private static final char REPLACEMENT = '\ufffd';

  private Utf8() {}

  /**
   * Decodes a file's bytes; a BOM and every line end are kept.
   *
   * @param file the file's name for messages
   * @throws SqlSyntaxException for bytes that are not UTF-8 and for NUL characters
   */
  static String decode(String file, byte[] bytes) {
    if (bytes.length >= 2 && isUtf16Mark(bytes[0] & 0xff, bytes[1] & 0xff)) {
      throw problem(file, SourcePosition.START, "the file is UTF-16", "save it as UTF-8");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    // bad bytes become replacement characters, so only a text with one of those needs the slow look
    if (text.indexOf(REPLACEMENT) >= 0) {
      int bad = firstBadByte(bytes);
      if (bad >= 0) {
        throw problem(
            file,
            position(bytes, bad),
            String.format("byte 0x%02x at offset %d is not UTF-8", bytes[bad] & 0xff, bad),
            "save the file as UTF-8; it was probably written in Latin-1 or Windows-1252");
      }
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw problem(
          file,
          SourcePosition.of(text, nul),
          "NUL character, which PostgreSQL cannot store in text",
          "remove it; a file full of them was probably saved as UTF-16: save it as UTF-8");
    }
    return text;
  }

  private static boolean isUtf16Mark(int first, int second) {
    return (first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe);
  }

  private static int firstBadByte(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(8_192);
    while (true) {
      var result = decoder.decode(in, out, true);
      if (result.isError()) {
        return in.position();
      }
      if (result.isUnderflow()) {
        return -1;
      }
      out.clear();
    }
  }

  private static SourcePosition position(byte[] bytes, int offset) {
    String before = new String(bytes, 0, offset, StandardCharsets.UTF_8);
    return SourcePosition.of(before, before.length());
  }

  private static SqlSyntaxException problem(
      String file, SourcePosition at, String message, String remedy) {
    return new SqlSyntaxException(new Problem(file, at, message, remedy));
  }
}
