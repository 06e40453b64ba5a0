package dev.dbpush.sql.script.text;

import dev.dbpush.sql.file.MigrationFile;
import dev.dbpush.sql.script.Script;
import java.io.IOException;
import java.util.List;

final class VerifyText {
  private final Script script;
  private final List<MigrationFile> chain;
  private final ScriptAssessment assessment;
  private final TextOptions options;

  VerifyText(Script script, List<MigrationFile> chain, ScriptAssessment assessment, TextOptions options) {
    this.script = script;
    this.chain = chain;
    this.assessment = assessment;
    this.options = options;
  }

  void write(Lines lines) throws IOException {
    lines.comment(script.digest() + chain.size() + assessment.statements().size() + options);
  }
}
