package dev.weir.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Messages for an incoming webhook of Slack, in blocks (Block Kit: header 150 characters, text of a
 * section 3,000, ten fields of 2,000 each, 50 blocks). {@code &}, {@code <} and {@code >} of logs
 * are escaped, so they make no link and mention nobody.
 */
final class SlackWording implements Wording {
  private static final int HEADER = 150;
  private static final int SECTION = 3000;
  private static final int FIELD = 2000;
  private static final int FIELDS = 10;
  private static final int MOST_SECTIONS = 6;
  private static final int MOST_TEXTS = 10;

  private final NoticeForm form;

  SlackWording(MessageTemplates templates) {
    this.form = new NoticeForm(templates, SlackWording::escape);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public WebMessage of(Outgoing message, String idempotencyKey) {
    Notice notice = MessageJson.notice(form, message);
    ObjectNode json = MessageJson.object();
    // The text of the notification, where blocks are not shown.
    json.put("text", SentText.cut(notice.title(), SECTION));
    json.put("unfurl_links", false).put("unfurl_media", false);
    ArrayNode blocks = json.putArray("blocks");
    blocks
        .addObject()
        .put("type", "header")
        .putObject("text")
        .put("type", "plain_text")
        .put("text", SentText.cut(notice.title(), HEADER))
        .put("emoji", false);
    for (String part : parts(notice.text())) {
      text(blocks.addObject().put("type", "section").putObject("text"), part, SECTION);
    }
    fields(blocks, notice.facts());
    return new WebMessage(Map.of(), MessageJson.bytes(json));
  }

  /** A long text in several sections, each with whole lines. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      String whole = SentText.cut(line, SECTION);
      if (part.length() + whole.length() + 1 > SECTION) {
        add(parts, part);
      }
      part.append(whole).append('\n');
    }
    add(parts, part);
    return parts.subList(0, Math.min(MOST_TEXTS, parts.size()));
  }

  private static void add(List<String> parts, StringBuilder part) {
    if (!part.toString().isBlank()) {
      parts.add(part.toString().strip());
    }
    part.setLength(0);
  }

  private static void fields(ArrayNode blocks, List<Notice.Fact> facts) {
    for (int at = 0; at < Math.min(facts.size(), MOST_SECTIONS * FIELDS); at += FIELDS) {
      ArrayNode fields = blocks.addObject().put("type", "section").putArray("fields");
      for (Notice.Fact fact : facts.subList(at, Math.min(facts.size(), at + FIELDS))) {
        text(fields.addObject(), "*" + fact.name() + "*\n" + fact.value(), FIELD);
      }
    }
  }

  private static void text(ObjectNode into, String text, int most) {
    // Verbatim: Slack makes no links and mentions of plain text.
    into.put("type", "mrkdwn").put("text", SentText.cut(text, most)).put("verbatim", true);
  }
}
