package dev.weir.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Messages for a workflow of Microsoft Teams, as an Adaptive Card of at most 28 KB. All text is in
 * runs of rich text, in which Teams knows no Markdown: nothing becomes a link or a mention.
 */
final class TeamsWording implements Wording {
  private static final int MESSAGE_BYTES = 28_000;
  private static final int TITLE = 300;

  /** The most characters of the text, and of each fact: the first that fits is taken. */
  private static final List<Integer> SIZES = List.of(4000, 1000, 300, 100, 40);

  private final NoticeForm form;

  TeamsWording(MessageTemplates templates) {
    this.form = new NoticeForm(templates, UnaryOperator.identity());
  }

  @Override
  public WebMessage of(Outgoing message, String idempotencyKey) {
    Notice notice = MessageJson.notice(form, message);
    byte[] body = new byte[0];
    for (int size : SIZES) {
      body = MessageJson.bytes(message(notice, size));
      if (body.length <= MESSAGE_BYTES) {
        break;
      }
    }
    return new WebMessage(Map.of(), body);
  }

  private static ObjectNode message(Notice notice, int most) {
    ObjectNode message = MessageJson.object();
    message.put("type", "message");
    ObjectNode card =
        message
            .putArray("attachments")
            .addObject()
            .put("contentType", "application/vnd.microsoft.card.adaptive")
            .putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
        .put("type", "AdaptiveCard")
        .put("version", "1.4");
    card.putObject("msteams").put("width", "Full");
    card.put("fallbackText", SentText.cut(notice.title(), TITLE));
    ArrayNode body = card.putArray("body");
    run(runs(body), SentText.cut(notice.title(), TITLE))
        .put("weight", "Bolder")
        .put("size", "Large")
        .put("color", color(notice));
    for (String line : SentText.cut(notice.text(), most).split("\n", -1)) {
      if (!line.isBlank()) {
        run(runs(body), line);
      }
    }
    for (Notice.Fact fact : notice.facts()) {
      ArrayNode runs = runs(body);
      run(runs, fact.name() + ": ").put("weight", "Bolder");
      run(runs, SentText.cut(fact.value(), most));
    }
    return message;
  }

  private static String color(Notice notice) {
    return switch (notice.level()) {
      case CRITICAL, HIGH -> "Attention";
      case MEDIUM -> "Warning";
      case LOW, INFORMATIONAL -> "Default";
    };
  }

  private static ArrayNode runs(ArrayNode body) {
    return body.addObject().put("type", "RichTextBlock").putArray("inlines");
  }

  private static ObjectNode run(ArrayNode runs, String text) {
    return runs.addObject().put("type", "TextRun").put("text", text);
  }
}
