package dev.weir.notify;

import dev.weir.settings.Secret;
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
}
