package dev.weir.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sigma rules on CloudTrail, always the same ones, in the shapes that the public rules have: most
 * ask for a service and one or several names of events, some for parts of texts, nested fields,
 * networks and regular expressions too, and some have filters.
 */
final class GeneratedRules {
  private static final List<String> VERBS =
      List.of(
          "Create",
          "Delete",
          "Update",
          "Put",
          "Get",
          "List",
          "Describe",
          "Attach",
          "Detach",
          "Disable",
          "Enable",
          "Modify",
          "Start",
          "Stop",
          "Register",
          "Remove",
          "Set",
          "Reset",
          "Import",
          "Share");
  private static final List<String> NOUNS =
      List.of(
          "Access",
          "Account",
          "Alias",
          "Analyzer",
          "Archive",
          "Backup",
          "Bucket",
          "Cache",
          "Certificate",
          "Channel",
          "Cluster",
          "Connection",
          "Dashboard",
          "Database",
          "Detector",
          "Device",
          "Directory",
          "Domain",
          "Fleet",
          "Gateway",
          "Graph",
          "Group",
          "Identity",
          "Image",
          "Instance",
          "Layer",
          "Listener",
          "Network",
          "Pipeline",
          "Portal",
          "Project",
          "Queue",
          "Registry",
          "Replication",
          "Route",
          "Secret",
          "Service",
          "Session",
          "Stack",
          "Stream");
  private static final List<String> ENDINGS =
      List.of("", "Policy", "Key", "Configuration", "Snapshot", "Endpoint", "Role", "Association");
  private static final List<String> SERVICES =
      List.of(
          "ec2",
          "iam",
          "s3",
          "rds",
          "kms",
          "eks",
          "ecs",
          "sts",
          "lambda",
          "guardduty",
          "route53",
          "ssm",
          "config",
          "cloudtrail",
          "elasticache",
          "redshift",
          "backup",
          "datasync",
          "glue",
          "securityhub");
  private static final List<String> FIELDS =
      List.of(
          "requestParameters.attribute",
          "requestParameters.policyDocument",
          "requestParameters.roleName",
          "responseElements.status",
          "requestParameters.configuration.mode",
          "additionalEventData.MFAUsed",
          "userIdentity.sessionContext.sessionIssuer.userName");
  private static final int TRAIL_EVENT_PERCENT = 5;

  /** Chooses the shape of a rule, the texts in it, and all else. */
  private final Random random;

  private final StringBuilder text = new StringBuilder();

  private GeneratedRules(int number) {
    this.random = new Random(number);
  }

  /** As many rules, each the text of a file. */
  static List<String> texts(int count) {
    List<String> texts = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      texts.add(new GeneratedRules(number).rule(number));
    }
    return texts;
  }

  private String rule(int number) {
    line("title: Example rule %d".formatted(number));
    line("id: 5eed0000-0000-4000-8000-%012d".formatted(number));
    line("status: test");
    line("description: An example of a rule that the benchmark makes.");
    line("references: [https://example.com/rules/%d]".formatted(number));
    line("author: example");
    line("date: 2026-11-01");
    line("tags: [attack.persistence, attack.t%d]".formatted(1000 + number % 600));
    line("logsource:\n    product: aws\n    service: cloudtrail");
    line("detection:");
    boolean isFiltered = detection(random.nextInt(100));
    line("    condition: selection" + (isFiltered ? " and not 1 of filter_*" : ""));
    line("falsepositives:\n    - Changes that somebody planned");
    line("level: " + List.of("low", "medium", "high").get(random.nextInt(3)));
    return text.toString();
  }

  /** Writes the selections; whether there is a filter. */
  private boolean detection(int percent) {
    line("    selection:");
    if (percent < 45) {
      source();
      field("eventName", name());
    } else if (percent < 65) {
      source();
      names();
    } else if (percent < 75) {
      source();
      field("eventName", name());
      field(one(FIELDS) + "|contains", word("value-"));
    } else if (percent < 80) {
      names();
      field("userAgent|contains", word("tool-"));
    } else if (percent < 84) {
      field("eventName|startswith", one(VERBS) + one(NOUNS) + one(List.of("P", "K", "C", "S")));
    } else if (percent < 87) {
      source();
      field("eventName|endswith", one(NOUNS) + one(ENDINGS.subList(1, ENDINGS.size())));
    } else if (percent < 90) {
      field("userIdentity.arn|contains", ":user/" + word("admin-"));
    } else if (percent < 92) {
      field("eventName", name());
      line("        requestParameters|contains|all:");
      line("            - '" + word("value-") + "'");
      line("            - '" + word("other-") + "'");
    } else if (percent < 94) {
      names();
      field("sourceIPAddress|cidr", "203.0.%d.0/24".formatted(random.nextInt(256)));
    } else if (percent < 95) {
      field("eventName", name());
      field("userIdentity.arn|re", ".*/" + word("ci-") + "[0-9]{4,}$");
    } else {
      source();
      names();
      line("    filter_main_known:");
      field("userIdentity.type", "AssumedRole");
      field("userIdentity.arn|contains", "assumed-role/" + word("deploy-"));
      return true;
    }
    return false;
  }

  private void source() {
    field("eventSource", one(SERVICES) + ".amazonaws.com");
  }

  private void names() {
    line("        eventName:");
    int names = random.nextInt(2, 6);
    for (int i = 0; i < names; i++) {
      line("            - '" + name() + "'");
    }
  }

  private String name() {
    return random.nextInt(100) < TRAIL_EVENT_PERCENT
        ? one(TrailEvents.all()).name()
        : one(VERBS) + one(NOUNS) + one(ENDINGS);
  }

  private String word(String before) {
    return before + Integer.toString(random.nextInt(100_000, 1_000_000), 36);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void field(String name, String value) {
    line("        " + name + ": '" + value + "'");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
