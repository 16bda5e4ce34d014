package dev.weir.notify;

import dev.weir.yaml.Section;

/**
 * How the message of an alert is worded.
 *
 * @param title on one line
 * @param text the body
 */
record MessageTemplates(MessageTemplate title, MessageTemplate text) {
  /** What ships. */
  static final MessageTemplates DEFAULT =
      new MessageTemplates(
          new MessageTemplate("{{severity}}: {{title}}"),
          new MessageTemplate("{{sentence}}{{#description}}\n\n{{description}}{{/description}}"));

  /** Reads the keys of a destination. */
  static MessageTemplates read(Section section) {
    MessageTemplate title = section.optional("title", MessageTemplate.FORM);
    MessageTemplate text = section.optional("text", MessageTemplate.FORM);
    return new MessageTemplates(
        title == null ? DEFAULT.title : title, text == null ? DEFAULT.text : text);
  }
}
