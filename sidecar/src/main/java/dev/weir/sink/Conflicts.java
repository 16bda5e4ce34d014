package dev.weir.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.event.JsonBuffer;
import dev.weir.letters.DocumentFacts;
import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.Verdicts;
import dev.weir.sink.safe.SameRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Tells whether what lies under an id that a document wanted is the same record. Asked only where
 * OpenSearch answered with a conflict, and the id is the event's own: any other id is that of a
 * place, in which there is one record. Thread-safe.
 */
final class Conflicts {
  private static final String PATH = "/_mget";
  private static final Map<String, String> MARKS =
      Map.of("_source_includes", "weir.hash,weir.object,weir.version,weir.ordinal");
  private static final JsonMapper JSON = new JsonMapper();

  /** Asked for at once. */
  private static final int AT_ONCE = 500;

  private final OpenSearch openSearch;
  private final SameRecord same;

  Conflicts(OpenSearch openSearch, SameRecord same) {
    this.openSearch = openSearch;
    this.same = same;
  }

  /** Whether the document's id may be another record's. */
  static boolean isQuestion(Segment segment, int item) {
    boolean document =
        segment.kind(item) == ItemKind.DOCUMENT || segment.kind(item) == ItemKind.RESHAPED;
    return document && ContentMark.at(segment.bytes(), segment.ingestedAt(item)) >= 0;
  }

  /** What lies under the id of each document, in their order. */
  Finding[] findings(Bulk asked) {
    Finding[] findings = new Finding[asked.count()];
    for (int from = 0; from < findings.length; from += AT_ONCE) {
      int to = Math.min(findings.length, from + AT_ONCE);
      try {
        JsonNode marks = ask(asked, from, to, MARKS);
        for (int at = from; at < to; at++) {
          findings[at] = finding(asked, at, StoredMark.of(marks.get(at - from)));
        }
      } catch (RefusedException refused) {
        HoldReason reason = Verdicts.ofRequest(refused.status(), refused.type()).reason();
        Arrays.fill(findings, from, to, new Finding.Unknown(reason));
      } catch (IOException silent) {
        Arrays.fill(findings, from, to, new Finding.Unknown(HoldReason.UNREACHABLE));
      }
    }
    return findings;
  }

  private Finding finding(Bulk asked, int at, StoredMark there)
      throws IOException, RefusedException {
    if (!there.found()) {
      return there.known() ? Finding.GONE : new Finding.Unknown(HoldReason.OVERLOADED);
    }
    Segment segment = asked.segment(at);
    int item = asked.item(at);
    int mark = ContentMark.at(segment.bytes(), segment.ingestedAt(item));
    if (ContentMark.text(segment.bytes(), mark).equals(there.hash())) {
      return Finding.SAME;
    }
    int from = segment.documentAt(item);
    int length = segment.documentBytes(item);
    DocumentFacts document = segment.sent(item).facts();
    if (there.isOfPlace(document)) {
      return Finding.SAME;
    }
    if (length > SameRecord.MOST_BYTES) {
      return Finding.OTHER;
    }
    // Another order of members, another key of the fleet, a version that wrote no hash.
    JsonNode whole = ask(asked, at, at + 1, Map.of()).get(0).path("_source");
    byte[] mine = Arrays.copyOfRange(segment.bytes(), from, from + length);
    return same.is(document.text("weir.type", ""), mine, whole) ? Finding.SAME : Finding.OTHER;
  }

  /** The items of the answer, one for each document. */
  private JsonNode ask(Bulk asked, int from, int to, Map<String, String> parameters)
      throws IOException, RefusedException {
    HttpAnswer answer = openSearch.client().post(PATH, parameters, request(asked, from, to));
    if (answer.status() != 200) {
      throw new RefusedException(PATH, answer);
    }
    JsonNode items = JSON.readTree(answer.body()).path("docs");
    if (items.size() != to - from) {
      throw new IOException("an answer of another length than the request");
    }
    return items;
  }

  private static byte[] request(Bulk asked, int from, int to) {
    JsonBuffer out = new JsonBuffer(128 * (to - from));
    out.ascii("{\"docs\":[");
    for (int at = from; at < to; at++) {
      byte[] index = Settlement.index(asked, at).getBytes(StandardCharsets.UTF_8);
      byte[] id = asked.segment(at).id(asked.item(at)).getBytes(StandardCharsets.UTF_8);
      out.ascii(at == from ? "{\"_index\":" : ",{\"_index\":").string(index, 0, index.length);
      out.ascii(",\"_id\":").string(id, 0, id.length).raw('}');
    }
    return out.ascii("]}").toByteArray();
  }
}
