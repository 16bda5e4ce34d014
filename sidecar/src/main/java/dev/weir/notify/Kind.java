package dev.weir.notify;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.Secret;
import dev.weir.settings.SecretForm;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;

/** The kinds of destinations. */
enum Kind {
  SNS,
  SLACK,
  TEAMS,
  PAGERDUTY,
  WEBHOOK,
  DYNAMODB;

  private static final int SECRET_BYTES = 16;
  private static final int REGION_OF_ARN = 3;

  private static final Form<String> TOPIC =
      Forms.matching(
          "ARN of a topic",
          "arn:[a-z-]+:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?",
          "a topic such as arn:aws:sns:eu-west-1:123456789012:alerts");

  private static final Form<String> TABLE =
      Forms.matching(
          "name or ARN of a table",
          "(arn:[a-z-]+:dynamodb:[a-z0-9-]+:\\d{12}:table/)?[A-Za-z0-9_.-]{3,255}",
          "a table's name, or its ARN");

  /** Reads the keys of the kind. */
  Target read(Section section) {
    return switch (this) {
      case SNS -> topic(section);
      case SLACK -> new Target.Slack(HookUrl.read(section), MessageTemplates.read(section));
      case TEAMS -> new Target.Teams(HookUrl.read(section), MessageTemplates.read(section));
      case PAGERDUTY ->
          new Target.PagerDuty(
              HookUrl.read(section, PagerDutyWording.USUAL),
              section.required(
                  "routing_key",
                  Secret.of(""),
                  "the integration key of the service",
                  SecretForm.of(section)),
              MessageTemplates.read(section));
      case WEBHOOK ->
          new Target.Webhook(
              HookUrl.read(section),
              section.optional("secret", SecretForm.atLeast(SECRET_BYTES, section)),
              MessageTemplates.read(section));
      case DYNAMODB -> table(section);
    };
  }

  private static Target topic(Section section) {
    String topic = section.required("topic", "", "the ARN of a topic", TOPIC);
    return new Target.Sns(topic, inRegion(section, "topic", topic), MessageTemplates.read(section));
  }

  private static Target table(Section section) {
    String table = section.required("table", "", "a table's name, or its ARN", TABLE);
    return new Target.DynamoTable(
        table,
        inRegion(section, "table", table),
        section.optional("ttl", Forms.duration("1h", "3650d")));
  }

  /** How a resource is reached, in the region that its ARN names. */
  private static AwsAccess inRegion(Section section, String key, String arn) {
    AwsAccess access = AwsAccess.read(section);
    List<String> parts = List.of(arn.split(":", -1));
    if (parts.size() <= REGION_OF_ARN) {
      return access;
    }
    String region = parts.get(REGION_OF_ARN);
    if (access.region() != null && !access.region().equals(region)) {
      section.problem("region", "'" + access.region() + "'", region + ", as in " + key);
    }
    return access.in(region);
  }
}
