package dev.dbpush.maven;

import dev.dbpush.core.report.Style;
import org.apache.maven.shared.utils.logging.MessageUtils;

/** Maven's own colours, where Maven shows colours. */
final class MavenStyle implements Style {
  @Override
  public String strong(String text) {
    return MessageUtils.buffer().strong(text).build();
  }

  @Override
  public String good(String text) {
    return MessageUtils.buffer().success(text).build();
  }

  @Override
  public String warn(String text) {
    return MessageUtils.buffer().warning(text).build();
  }

  @Override
  public String bad(String text) {
    return MessageUtils.buffer().failure(text).build();
  }
}
