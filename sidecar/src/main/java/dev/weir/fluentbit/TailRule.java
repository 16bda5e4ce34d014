package dev.weir.fluentbit;

/** Files of this host: what a restart, a rotation or a long line would cost. */
final class TailRule implements Rule {
  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section input : configuration.inputs()) {
      if (input.is("tail")) {
        check(input, findings);
      } else if (input.is("systemd")) {
        position(input, findings);
      }
    }
  }

  private static void check(Section input, Findings findings) {
    position(input, findings);
    if (!input.isOn("truncate_long_lines")) {
      findings.loss(
          input,
          "skip_long_lines",
          "no truncate_long_lines",
          input.isOn("skip_long_lines")
              ? "A line over buffer_max_size is thrown away"
              : "A line over buffer_max_size ends the reading of its file",
          "truncate_long_lines on, and a buffer_max_size of 2M");
    }
    if (input.property("path_key").isEmpty() || input.property("offset_key").isEmpty()) {
      findings.caution(
          input,
          "path_key",
          "no path_key or no offset_key",
          "A line that is read again, after a kill or a lost db, becomes a second document",
          "path_key log.file.path and offset_key log.offset, as in conf.d/inputs-host.conf");
    }
    name(input, input.value("key", "log"), findings);
  }

  /** The field that the line is in: a filter has to look for it there. */
  private static void name(Section input, String name, Findings findings) {
    if (name.equals("log") && input.value("offset_key", "").startsWith("log.")) {
      findings.loss(
          input,
          "key",
          "the line is named log, and log.offset is inside log",
          "OpenSearch refuses such a document; it ends as a dead letter",
          "key message");
    } else if (!name.equals("message")) {
      findings.caution(
          input,
          "key",
          "the line is named " + name,
          "It is message in weir.yaml and in the document: who looks for that in a filter here finds"
              + " nothing",
          "key message");
    }
  }

  private static void position(Section input, Findings findings) {
    if (input.property("db").isEmpty()) {
      findings.loss(
          input,
          "db",
          "no db",
          "A restart does not know where reading stopped: it reads all again, or skips what came"
              + " meanwhile",
          "db /var/lib/weir/fluent-bit-state/NAME.db");
    }
  }
}
