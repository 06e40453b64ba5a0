package dev.dbpush.core.authoring;

import dev.dbpush.sql.file.RevisionId;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes ids of new revisions. */
@FunctionalInterface
public interface RevisionIds {

  /** An id; whether it is taken is the caller's business. */
  RevisionId next();

  /** Ids of 48 random bits. Thread-safe. */
  static RevisionIds random() {
    SecureRandom random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[6];
      random.nextBytes(bytes);
      return new RevisionId(HexFormat.of().formatHex(bytes));
    };
  }
}
