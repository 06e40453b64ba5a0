package dev.dbpush.core.importing;

import dev.dbpush.sql.syntax.Problem;
import dev.dbpush.sql.syntax.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Bytes of a source file as text: no BOM, LF line ends, nothing replaced. */
final class SourceText {
  private SourceText() {}

  /**
   * Decodes a file.
   *
   * @throws ImportException with the line if the bytes are not of that charset
   */
  static String decode(String path, byte[] bytes, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      CharBuffer text = decoder.decode(in);
      return normalize(text.toString());
    } catch (CharacterCodingException e) {
      boolean utf16 =
          bytes.length > 1
              && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                  || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
      throw new ImportException(
          new Problem(
              path,
              utf16 ? null : place(bytes, in.position()),
              utf16 ? "the file is UTF-16" : "bytes here are not " + charset.name(),
              "save the file as UTF-8"));
    }
  }

  private static String normalize(String content) {
    String text = content.startsWith("\ufeff") ? content.substring(1) : content;
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static SourcePosition place(byte[] bytes, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new SourcePosition(line, offset - lineStart + 1);
  }
}
