package dev.weir.letters;

import dev.weir.account.ObjectVersion;
import dev.weir.event.IsoInstant;
import dev.weir.event.JsonBuffer;
import dev.weir.opensearch.BulkAnswer;
import dev.weir.opensearch.Hash;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as {@code weir-dead-letters} holds it.
 *
 * @param letter what the record says of itself
 * @param error the type of the error with which OpenSearch refused it, or empty
 * @param detail the words that came with it, or empty
 */
public record DeadLetterForm(DeadLetter letter, String error, String detail) {
  public static final byte[] INDEX = "weir-dead-letters".getBytes(StandardCharsets.US_ASCII);

  private static final int ID_BYTES_LIMIT = 512;

  /** All but the body lies in so many bytes. */
  private static final int HEAD_BYTES = 64 << 10;

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** The record's id, or a hash of it where no document may have it. */
  public static byte[] id(byte[] recordId) {
    boolean fits = recordId.length > 0 && recordId.length <= ID_BYTES_LIMIT;
    return fits ? recordId : Hash.hex(recordId);
  }

  public static DeadLetterForm of(DeadLetter letter) {
    return new DeadLetterForm(letter, "", "");
  }

  /** A document that OpenSearch refused. */
  public static DeadLetterForm ofDocument(
      SentDocument document,
      RawBody body,
      String reason,
      BulkAnswer.@Nullable ItemError error,
      Instant now) {
    DocumentFacts facts = document.facts();
    return new DeadLetterForm(
        new DeadLetter(
            reason,
            "sink",
            facts.text("weir.type", "unknown"),
            object(facts),
            facts.number("weir.ordinal", -1),
            instant(facts.text("@timestamp"), now),
            document.id(),
            document.index(),
            body,
            "",
            facts.text("weir.member", "")),
        error == null ? "" : error.type(),
        error == null ? "" : error.reason());
  }

  /** A dead letter that OpenSearch refused: its coordinates and reason are left. */
  public static DeadLetterForm ofDeadLetter(SentDocument refused, Instant now) {
    DocumentFacts facts = refused.facts(HEAD_BYTES);
    String bucket = facts.text("bucket");
    return of(
        new DeadLetter(
            facts.text("reason", "unknown"),
            facts.text("stage", "sink"),
            "",
            bucket == null
                ? null
                : new ObjectVersion(bucket, facts.text("key", ""), facts.text("version", "")),
            facts.number("ordinal", -1),
            now,
            facts.text("id", refused.id()),
            "",
            new RawBody("", RawBody.Form.NONE, new byte[0], facts.number("bytes", 0)),
            facts.text("kind", ""),
            facts.text("member", "")));
  }

  public void write(JsonBuffer out, LetterSettings settings, Instant now) {
    out.ascii("{\"@timestamp\":\"").ascii(IsoInstant.text(clamped(letter.time())));
    out.ascii("\",\"written\":\"").ascii(IsoInstant.text(now)).raw('"');
    field(out, "reason", letter.reason());
    field(out, "stage", letter.stage());
    ObjectVersion object = letter.object();
    if (object != null) {
      field(out, "bucket", object.bucket());
      field(out, "key", object.key());
      field(out, "version", object.version());
    }
    field(out, "kind", letter.kind());
    field(out, "member", letter.member());
    if (letter.ordinal() >= 0) {
      out.ascii(",\"ordinal\":").number(letter.ordinal());
    }
    RawBody body = letter.body();
    out.ascii(",\"bytes\":").number(body.size());
    out.ascii(",\"truncated\":").ascii(Boolean.toString(body.isTruncated()));
    field(out, "id", letter.id());
    out.ascii(",\"status\":\"open\",\"attempts\":0");
    field(out, "host", settings.host());
    field(out, "type", letter.type());
    field(out, "tag", body.tag());
    field(out, "index", letter.index());
    field(out, "error", error);
    field(out, "detail", detail);
    field(out, "form", body.form().label());
    if (body.bytes().length > 0) {
      byte[] text = Base64.getEncoder().encode(body.bytes());
      out.ascii(",\"body\":\"").raw(text).raw('"');
    }
    out.raw('}');
  }

  private static void field(JsonBuffer out, String name, String value) {
    if (!value.isEmpty()) {
      out.ascii(",\"").ascii(name).ascii("\":").string(value);
    }
  }

  /** The object that a document names as {@code s3://bucket/key}. */
  private static @Nullable ObjectVersion object(DocumentFacts facts) {
    String uri = facts.text("weir.object", "");
    int slash = uri.indexOf('/', 5);
    return slash < 6
        ? null
        : new ObjectVersion(
            uri.substring(5, slash), uri.substring(slash + 1), facts.text("weir.version", ""));
  }

  /** A time that no date field takes would have the dead letter refused as well. */
  private static Instant clamped(Instant time) {
    return time.isBefore(Instant.EPOCH) || time.isAfter(LATEST) ? Instant.EPOCH : time;
  }

  private static Instant instant(@Nullable String text, Instant otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException other) {
      return otherwise;
    }
  }
}
