package dev.weir.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.event.IsoInstant;
import dev.weir.event.JsonBuffer;
import dev.weir.opensearch.BulkAnswer;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.LineBody;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.opensearch.SearchClient;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code weir-dead-letters} and marks what became of them. Each method asks OpenSearch once,
 * and throws an {@link IOException} whose message says what is wrong if it does not answer as it
 * should: nothing is tried again here.
 */
public final class DeadLetterStore implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String INDEX = "/weir-dead-letters";

  private final SearchClient client;
  private final String host;
  private final Clock clock;

  /**
   * A store that connects when it is first asked.
   *
   * @param host the name of this host, for the marks
   */
  public DeadLetterStore(OpenSearchSettings settings, String host, Clock clock) {
    this.client = SearchClient.of(settings);
    this.host = host;
    this.clock = clock;
  }

  /** Makes all that was written visible to a search, where the server lets itself be told. */
  public void refresh() throws IOException {
    HttpAnswer answer = post(INDEX + "/_refresh", "{}");
    if (answer.status() >= 500) {
      throw unexpected("_refresh", answer);
    }
  }

  /** How many there are. */
  public long count(LetterQuery query) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    request.set("query", query.toJson());
    return ask("_count", request).path("count").asLong();
  }

  /** The next ones after a page; empty at the end. */
  public LetterPage page(LetterQuery query, int size, LetterPage after) throws IOException {
    ObjectNode request = JSON.createObjectNode().put("size", size).put("track_total_hits", false);
    request.put("_source", "bytes");
    request.set("query", query.toJson());
    ArrayNode sort = request.putArray("sort");
    sort.addObject().put("written", "asc");
    sort.addObject().put("id", "asc");
    if (after.lastSort() != null) {
      request.set("search_after", after.lastSort());
    }
    List<LetterPage.Head> heads = new ArrayList<>();
    JsonNode last = after.lastSort();
    for (JsonNode hit : ask("_search", request).path("hits").path("hits")) {
      heads.add(
          new LetterPage.Head(
              hit.path("_id").asText(), hit.path("_source").path("bytes").asLong()));
      last = hit.path("sort");
    }
    return new LetterPage(heads, last);
  }

  /** The letters of these names as they are now, with their bodies; without those that are gone. */
  public List<StoredLetter> read(List<String> names) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    names.forEach(request.putArray("ids")::add);
    List<StoredLetter> letters = new ArrayList<>();
    for (JsonNode document : ask("_mget", request).path("docs")) {
      if (document.path("found").asBoolean()) {
        letters.add(StoredLetter.read(document));
      }
    }
    return letters;
  }

  /**
   * The newest letters, without their bodies.
   *
   * @param after the last one of the page before; null for the first page
   */
  public List<LetterFields> newest(LetterQuery query, int size, @Nullable LetterFields after)
      throws IOException {
    ObjectNode request = JSON.createObjectNode().put("size", size).put("track_total_hits", false);
    request.putObject("_source").putArray("excludes").add("body");
    request.set("query", query.toJson());
    ArrayNode sort = request.putArray("sort");
    sort.addObject().put("written", "desc");
    sort.addObject().put("id", "desc");
    if (after != null) {
      request.set("search_after", after.sort());
    }
    List<LetterFields> letters = new ArrayList<>();
    for (JsonNode hit : ask("_search", request).path("hits").path("hits")) {
      letters.add(
          new LetterFields(hit.path("_id").asText(), hit.path("_source"), hit.path("sort")));
    }
    return letters;
  }

  /** The letter of this name as it is now, with its body; empty if there is none. */
  public Optional<LetterFields> byName(String name) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    request.putArray("ids").add(name);
    JsonNode document = ask("_mget", request).path("docs").path(0);
    return document.path("found").asBoolean()
        ? Optional.of(new LetterFields(name, document.path("_source"), document.path("sort")))
        : Optional.empty();
  }

  /** The letters of these names as they are now, without their bodies: to be marked. */
  public List<StoredLetter> readHeads(List<String> names) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    ArrayNode documents = request.putArray("docs");
    for (String name : names) {
      ObjectNode document = documents.addObject().put("_id", name);
      document.putObject("_source").putArray("exclude").add("body");
    }
    List<StoredLetter> letters = new ArrayList<>();
    for (JsonNode document : ask("_mget", request).path("docs")) {
      if (document.path("found").asBoolean()) {
        letters.add(StoredLetter.read(document));
      }
    }
    return letters;
  }

  /** Those of the letters whose document is in its index, by the letters' names. */
  public Set<String> present(List<StoredLetter> letters) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    ArrayNode documents = request.putArray("docs");
    List<StoredLetter> asked =
        letters.stream().filter(letter -> !letter.index().isEmpty()).toList();
    for (StoredLetter letter : asked) {
      documents
          .addObject()
          .put("_index", letter.index())
          .put("_id", letter.id())
          .put("_source", false);
    }
    Set<String> present = new HashSet<>();
    if (!asked.isEmpty()) {
      JsonNode answers = checked("_mget", post("/_mget", request.toString())).path("docs");
      for (int at = 0; at < asked.size(); at++) {
        if (answers.path(at).path("found").asBoolean()) {
          present.add(asked.get(at).name());
        }
      }
    }
    return present;
  }

  /**
   * Writes what became of letters.
   *
   * @return the places of those that another host had changed since they were read; its mark holds
   */
  public Set<Integer> mark(List<LetterMark> marks) throws IOException {
    if (marks.isEmpty()) {
      return Set.of();
    }
    JsonBuffer lines = new JsonBuffer(marks.size() * 256);
    marks.forEach(mark -> write(mark, lines));
    HttpAnswer http;
    try {
      http = client.bulk(LineBody.of(lines.toByteArray()), false);
    } catch (IOException silent) {
      throw unanswered(silent);
    }
    if (http.status() != 200) {
      throw unexpected("_bulk", http);
    }
    BulkAnswer answer = new BulkAnswer();
    answer.read(http.body());
    Set<Integer> elsewhere = new HashSet<>();
    for (int at = 0; at < answer.count(); at++) {
      BulkAnswer.ItemError error = answer.error(at);
      if (error != null && answer.status(at) != 409 && answer.status(at) != 404) {
        throw new IOException(
            "a dead letter cannot be marked: " + answer.status(at) + " " + error.type());
      }
      if (error != null) {
        elsewhere.add(at);
      }
    }
    return elsewhere;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private void write(LetterMark mark, JsonBuffer out) {
    StoredLetter letter = mark.letter();
    out.ascii("{\"update\":{\"_index\":\"weir-dead-letters\",\"_id\":").string(letter.name());
    out.ascii(",\"if_seq_no\":").number(letter.sequence());
    out.ascii(",\"if_primary_term\":").number(letter.term()).ascii("}}\n{\"doc\":{\"status\":");
    out.string(mark.status().label()).ascii(",\"outcome\":").string(mark.outcome());
    boolean attempted = mark.status() != LetterMark.Status.CLOSED;
    out.ascii(",\"attempts\":").number(letter.attempts() + (attempted ? 1 : 0));
    out.ascii(",\"changed\":\"").ascii(IsoInstant.text(clock.instant()));
    out.ascii("\",\"replayed_by\":").string(host).ascii("}}\n");
  }

  /** The answer; one without content while there is no index yet. */
  private JsonNode ask(String action, ObjectNode request) throws IOException {
    HttpAnswer answer = post(INDEX + "/" + action, request.toString());
    return answer.status() == 404 ? JSON.createObjectNode() : checked(action, answer);
  }

  private HttpAnswer post(String path, String json) throws IOException {
    try {
      return client.post(path, json);
    } catch (IOException silent) {
      throw unanswered(silent);
    }
  }

  private static IOException unanswered(IOException silent) {
    Throwable cause = silent.getCause() == null ? silent : silent.getCause();
    return new IOException(
        "OpenSearch does not answer: " + cause.getClass().getSimpleName(), silent);
  }

  private static JsonNode checked(String action, HttpAnswer answer) throws IOException {
    if (answer.status() != 200) {
      throw unexpected(action, answer);
    }
    return JSON.readTree(answer.body());
  }

  private static IOException unexpected(String action, HttpAnswer answer) {
    return new IOException(
        "OpenSearch answers "
            + action
            + " with "
            + answer.status()
            + " "
            + BulkAnswer.errorType(answer.body()));
  }
}
