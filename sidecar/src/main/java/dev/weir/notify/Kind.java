package dev.weir.notify;

import dev.weir.settings.SecretForm;
import dev.weir.yaml.Section;

/** The kinds of destinations. */
enum Kind {
  SLACK,
  WEBHOOK;

  private static final int SECRET_BYTES = 16;

  /** Reads the keys of the kind. */
  Target read(Section section) {
    return switch (this) {
      case SLACK -> new Target.Slack(HookUrl.read(section), MessageTemplates.read(section));
      case WEBHOOK ->
          new Target.Webhook(
              HookUrl.read(section),
              section.optional("secret", SecretForm.atLeast(SECRET_BYTES, section)),
              MessageTemplates.read(section));
    };
  }
}
