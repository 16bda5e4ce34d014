package dev.weir.telemetry;

/** What a metric is about: a heading of {@code docs/metrics.md}. */
enum MetricGroup {
  RECORDS("Records"),
  TYPES("Types and content"),
  LETTERS("Dead letters and the ledger"),
  OBJECTS("Objects in S3"),
  AWS("Requests to SQS and S3"),
  FORWARD("The forward protocol"),
  OPENSEARCH("OpenSearch"),
  LISTS("Enrichment"),
  RULES("Detection rules"),
  ALERTS("Alerts"),
  ALARMS("Alarms");

  private final String title;

  MetricGroup(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
