package dev.weir.fluentbit;

/** An archive below what weir watches: each object of it becomes records, and those an object. */
final class ArchiveRule implements Rule {
  private static final String DEFAULT_FORMAT = "/fluent-bit-logs/$TAG/%Y/%m/%d/%H/%M/%S";

  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section output : configuration.outputs()) {
      if (output.is("s3")) {
        for (WatchedBucket bucket : configuration.weir().watched()) {
          check(configuration, output, bucket, findings);
        }
      }
    }
  }

  private static void check(
      Configuration configuration, Section output, WatchedBucket bucket, Findings findings) {
    String given = output.value("bucket", "");
    if (ConfigurationFiles.hasUnset(given)) {
      findings.caution(
          output,
          "bucket",
          "bucket " + given + ", and that variable is not set here",
          "Whether weir watches " + bucket.name() + " and this output writes there cannot be told",
          ConfigurationFiles.toSet(given));
    } else if (bucket.name().equals(given)) {
      configuration.inputs().stream()
          .map(RoutingRule::tags)
          .filter(output::mayTake)
          .flatMap(tags -> bucket.prefixOf(keys(output, tags)).stream())
          .findFirst()
          .ifPresent(
              prefix ->
                  findings.loss(
                      output,
                      output.property("s3_key_format").isPresent() ? "s3_key_format" : "bucket",
                      "it writes to what weir watches, " + prefix,
                      "Weir reads each object of it and sends the records here again, for ever",
                      "another bucket, or an s3_key_format outside of source.buckets[].prefixes"));
    }
  }

  /** The keys that it writes of these tags, as a glob: what is not fixed can be anything. */
  private static String keys(Section output, String tags) {
    String format = output.value("s3_key_format", DEFAULT_FORMAT).replaceAll("^/+", "");
    return format
            .replace("*", "")
            .replaceAll("\\$TAG\\[\\d+]|\\$\\{[^}]*}|%[A-Za-z]", "*")
            .replace("$TAG", tags)
            .replaceAll("\\$[A-Za-z_]+(\\['?\\w+'?])*", "*")
        // Fluent Bit puts -object and random letters behind a key without $UUID.
        + "*";
  }
}
