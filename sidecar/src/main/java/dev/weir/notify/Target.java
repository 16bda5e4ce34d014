package dev.weir.notify;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a destination is, and how it is reached. */
sealed interface Target {
  /** A channel of Slack, by an incoming webhook. */
  record Slack(HookUrl url, MessageTemplates templates) implements Target {}

  /**
   * A program.
   *
   * @param secret that signs messages; null for none
   */
  record Webhook(HookUrl url, @Nullable Secret secret, MessageTemplates templates)
      implements Target {}

  /** A channel of Microsoft Teams, by a workflow that posts what it gets. */
  record Teams(HookUrl url, MessageTemplates templates) implements Target {}

  /**
   * A service of PagerDuty.
   *
   * @param routingKey of its integration
   */
  record PagerDuty(HookUrl url, Secret routingKey, MessageTemplates templates) implements Target {}

  /**
   * A topic.
   *
   * @param topic its ARN
   * @param access how SNS is reached, in the topic's region
   */
  record Sns(String topic, AwsAccess access, MessageTemplates templates) implements Target {}

  /**
   * A table of single matches.
   *
   * @param table its name or ARN
   * @param ttl how long items are kept; null for ever
   */
  record DynamoTable(String table, AwsAccess access, @Nullable Duration ttl) implements Target {}
}
