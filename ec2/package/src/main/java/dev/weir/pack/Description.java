package dev.weir.pack;

/** What package managers say about Weir. */
final class Description {
  static final String SHORT = "moves AWS and host logs from S3 into OpenSearch";
  static final String LONG =
      "Weir reads logs from S3 when SQS announces them, sends them through Fluent Bit and writes"
          + " them to OpenSearch, each record once. It matches detection rules and sends alerts."
          + " The package brings its own Java runtime.";

  private Description() {}
}
