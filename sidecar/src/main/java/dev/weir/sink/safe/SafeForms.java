package dev.weir.sink.safe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.event.JsonBuffer;
import dev.weir.type.LogType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a document what an index with Weir's mappings cannot refuse. What Weir itself wrote
 * stays as it is: the normal form, flags, times, {@code weir}. Native fields of which the type says
 * what they hold stay where they hold that; all others lie under {@code native}. Names that occur
 * twice in an object get numbers, names and texts beyond what can be indexed are cut; then the
 * native fields are also kept whole, as text that is not indexed, in {@code weir.record}. What lay
 * around a record is kept so in {@code weir.envelope_text}, and its plain values in their places.
 * {@code weir.reshaped} says why the document was refused. Immutable.
 */
public final class SafeForms {
  /** What is longer is not taken apart: all of it is kept as text. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int PLAIN_CHARACTERS = 64;

  private static final NativeShape.Members UNKNOWN = NativeShape.of(Map.of());

  private final Map<String, Shape> shapes = new HashMap<>();
  private final Set<String> ours;

  /**
   * Forms for documents of these types.
   *
   * @param ours names at the top of a document that Weir writes, but for {@code weir} and {@code
   *     native}
   */
  public SafeForms(Collection<LogType> types, Set<String> ours) {
    types.forEach(type -> shapes.put(type.name(), new Shape(type)));
    this.ours = Set.copyOf(ours);
  }

  /** What a type says of its native fields, which holds in its indices alone. */
  private record Shape(String indices, NativeShape.Members members) {
    Shape(LogType type) {
      this("weir-" + type.index() + "-", NativeShape.of(type.fields()));
    }
  }

  /**
   * The safe form of a document.
   *
   * @param index where it shall lie; only the indices of a type have that type's mapping
   * @param ingestedAt where in {@code document} the time of sending stands, or -1
   * @param reason why it was refused, a label
   * @return null for what is no document of Weir's
   */
  public @Nullable SafeForm of(String index, byte[] document, int ingestedAt, String reason) {
    try {
      DocumentParts parts = DocumentParts.read(document, ours);
      return parts == null ? null : form(index, document, parts, ingestedAt, reason);
    } catch (IOException broken) {
      return null;
    }
  }

  private SafeForm form(
      String index, byte[] document, DocumentParts parts, int ingestedAt, String reason)
      throws IOException {
    ObjectNode stays = NativeTree.JSON.createObjectNode();
    ObjectNode moves = NativeTree.JSON.createObjectNode();
    Names names = new Names();
    Tidying tidying = new Tidying(names);
    boolean whole = parts.record().length <= MOST_BYTES;
    if (whole) {
      Shape known = shapes.get(parts.type());
      NativeShape.Members shape =
          known != null && index.startsWith(known.indices()) ? known.members() : UNKNOWN;
      ObjectNode record = new NativeTree(names).read(parts.record());
      divide(record, shape, tidying, stays, moves);
    }
    JsonBuffer out = new JsonBuffer(document.length + 256).raw('{');
    stays.properties().forEach(field -> member(field.getKey(), field.getValue(), out));
    if (!moves.isEmpty()) {
      member("native", moves, out);
    }
    for (byte[] member : parts.ours()) {
      comma(out).raw(member);
    }
    comma(out).ascii("\"weir\":");
    int weirAt = out.size();
    out.raw(document, parts.weirFrom(), parts.envelopeFrom() - parts.weirFrom());
    int moved = envelope(document, parts, out);
    out.raw(document, parts.envelopeTo(), parts.weirTo() - parts.envelopeTo() - 1);
    out.ascii(",\"reshaped\":").string(reason);
    if (!whole || tidying.hasLost()) {
      out.ascii(",\"record\":").string(parts.record(), 0, parts.record().length);
    }
    out.ascii("}}");
    // The instant stands behind the envelope.
    return new SafeForm(
        out.toByteArray(), ingestedAt < 0 ? -1 : ingestedAt - parts.weirFrom() + weirAt + moved);
  }

  /**
   * Writes what lay around the record: single values under plain names in their places, and all of
   * it as a text that is not indexed, {@code envelope_text}.
   *
   * @return by how many bytes that is longer than what it was
   */
  private static int envelope(byte[] document, DocumentParts parts, JsonBuffer out)
      throws IOException {
    int length = parts.envelopeTo() - parts.envelopeFrom();
    if (length == 0) {
      return 0;
    }
    int before = out.size();
    byte[] envelope = Arrays.copyOfRange(document, parts.envelopeFrom(), parts.envelopeTo());
    ObjectNode kept = NativeTree.JSON.createObjectNode();
    for (var member : new NativeTree(new Names()).read(envelope).properties()) {
      if (isPlain(member.getKey()) && member.getValue().isValueNode()) {
        kept.set(member.getKey(), member.getValue());
      }
    }
    out.raw(kept.toString().getBytes(StandardCharsets.UTF_8));
    out.ascii(",\"envelope_text\":").string(envelope, 0, length);
    return out.size() - before - length;
  }

  /** OpenSearch reads no name of over 50,000 characters, whether it is mapped or not. */
  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.length() <= PLAIN_CHARACTERS
        && name.chars().allMatch(c -> c < 128 && Character.isLetter(c));
  }

  private void divide(
      ObjectNode record,
      NativeShape.Members shape,
      Tidying tidying,
      ObjectNode stays,
      ObjectNode moves) {
    JsonNode moved = record.remove("native");
    ours.forEach(record::remove);
    if (moved instanceof ObjectNode earlier) {
      tidying.addTo(moves, earlier);
    } else if (moved != null) {
      record.set("native", moved);
    }
    shape.divide(record, stays, tidying, moves);
  }

  private static void member(String name, JsonNode value, JsonBuffer out) {
    comma(out).string(name).raw(':').raw(value.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonBuffer comma(JsonBuffer out) {
    return out.size() == 1 ? out : out.raw(',');
  }
}
