package dev.weir.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.proto.v1.TroubledObject;
import dev.weir.text.SafeText;
import java.io.IOException;
import java.util.List;

/** Objects that somebody has to look after, each with the command that helps. */
final class TroubleText {
  private TroubleText() {}

  static void lines(List<TroubledObject> objects, StringBuilder text) {
    for (TroubledObject object : objects) {
      text.append(
          "  %-13s %s%s%n      %s%n"
              .formatted(
                  SafeText.of(object.getKind()),
                  SafeText.of(uri(object)),
                  detail(object),
                  SafeText.of(help(object))));
    }
  }

  static void json(List<TroubledObject> objects, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("troubles");
    for (TroubledObject object : objects) {
      json.writeStartObject();
      json.writeStringField("kind", object.getKind());
      json.writeStringField("bucket", object.getBucket());
      json.writeStringField("key", object.getKey());
      json.writeStringField("version", object.getVersion());
      json.writeStringField("reason", object.getReason());
      json.writeNumberField("records", object.getRecords());
      json.writeStringField("help", help(object));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String uri(TroubledObject object) {
    return "s3://" + object.getBucket() + "/" + object.getKey();
  }

  private static String detail(TroubledObject object) {
    String reason = object.getReason().isEmpty() ? "" : " (" + object.getReason() + ")";
    String records = object.getRecords() == 0 ? "" : ", records: " + object.getRecords();
    return SafeText.of(reason) + records;
  }

  /** What to do, as far as it is a command of Weir's; a later daemon may know other kinds. */
  private static String help(TroubledObject object) {
    return switch (object.getKind()) {
      case "poisoned" -> object.getReason().equals("gone") ? letters(object) : backfill(object);
      case "unaccounted", "left" -> backfill(object);
      case "dead_lettered" -> letters(object);
      case "unparsed" ->
          "search weir-unparsed-* for weir.object: error.message says why; see weir explain --key "
              + quoted(uri(object));
      default -> "see the daemon's log";
    };
  }

  private static String backfill(TroubledObject object) {
    return "weir backfill " + quoted(uri(object));
  }

  private static String letters(TroubledObject object) {
    return "weir letters list --object " + quoted(uri(object));
  }

  /** One word for a shell, whatever is in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
