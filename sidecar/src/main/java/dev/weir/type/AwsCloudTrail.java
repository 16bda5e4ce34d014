package dev.weir.type;

/** CloudTrail: who called which AWS API, delivered as {@code {"Records":[...]}}. */
final class AwsCloudTrail {
  private static final String TRAIL = "(^|/)AWSLogs/(o-[a-z0-9]+/)?[0-9]{12}/";
  private static final String DAY = "/[a-z0-9-]+/[0-9]{4}/[0-9]{2}/[0-9]{2}/";
  private static final SplitFormat RECORDS = new SplitFormat.RecordsArray("Records");

  /** The start and the end of an unusual rate of calls; two events with ids of their own. */
  static final LogType INSIGHT =
      LogType.named("aws.cloudtrail.insight", RECORDS)
          .keys(KeyRule.records(TRAIL + "CloudTrail-Insight" + DAY))
          .times(new TimeField("eventTime", TimeField.Form.ISO_8601))
          .eventId(EventId.of("eventID", "recipientAccountId"));

  static final LogType TYPE =
      LogType.named("aws.cloudtrail", RECORDS)
          .keys(
              KeyRule.skipped(TRAIL + "CloudTrail-Digest" + DAY, "cloudtrail_digest"),
              KeyRule.records(TRAIL + "CloudTrail" + DAY))
          .content(head -> head.beginsWithArray("Records"))
          .times(new TimeField("eventTime", TimeField.Form.ISO_8601))
          .eventId(EventId.of("eventID", "recipientAccountId"));

  private AwsCloudTrail() {}
}
