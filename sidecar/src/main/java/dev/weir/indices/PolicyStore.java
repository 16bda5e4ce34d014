package dev.weir.indices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.opensearch.Hash;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies as OpenSearch has them. Each says in its description that Weir installed it, at
 * which version and with what content, as templates do in their {@code _meta}; one that does not is
 * the operator's own and left as it is.
 */
final class PolicyStore {
  /** Grows when what Weir writes changes in a way that an earlier Weir must not take back. */
  static final int VERSION = 1;

  private static final Logger log = LoggerFactory.getLogger(PolicyStore.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern MARK =
      Pattern.compile("weir_version=(\\d{1,9}) weir_content=([0-9a-f]{32})");

  private final SearchClient client;
  private final IndexObserver observer;

  /** A policy that is there; the mark is null if it is not Weir's. */
  private record Present(long seqNo, long primaryTerm, @Nullable Matcher mark) {}

  PolicyStore(SearchClient client, IndexObserver observer) {
    this.client = client;
    this.observer = observer;
  }

  /**
   * Puts a type's policy in place, if it is not.
   *
   * @param content the policy without its description
   * @return the sequence number of what is in place; empty if that is the operator's own
   * @throws RefusedException if OpenSearch does not take it
   */
  OptionalLong install(String type, ObjectNode content) throws IOException, RefusedException {
    String hash =
        new String(
            Hash.hex(content.toString().getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.US_ASCII);
    HttpAnswer answer;
    int attempt = 1;
    do {
      Present present = get(type);
      if (present != null && present.mark() == null) {
        log.warn(
            "{} is none of Weir's and left as it is; indices that it does not delete are deleted by"
                + " their names, as types.{}.retention says",
            path(type),
            type);
        return OptionalLong.empty();
      }
      if (present != null && isCurrent(present.mark(), hash)) {
        return OptionalLong.of(present.seqNo());
      }
      answer = put(type, content, hash, present);
      if (answer.status() == 200 || answer.status() == 201) {
        log.info("{} {}", present == null ? "installed" : "updated", path(type));
        observer.policy(type, present == null ? PolicyOutcome.INSTALLED : PolicyOutcome.UPDATED);
        return OptionalLong.of(JSON.readTree(answer.body()).path("_seq_no").asLong());
      }
      // Another host may be as far at the same time; what it put in place is looked at again.
    } while (answer.status() == 409 && attempt++ < 2);
    throw Ism.refused("PUT " + path(type), "policy/write", answer);
  }

  /** Whether a type has a policy that Weir installed. */
  boolean has(String type) throws IOException, RefusedException {
    Present present = get(type);
    return present != null && present.mark() != null;
  }

  /** Deletes a type's policy. Indices that are under it stay so. */
  void delete(String type) throws IOException, RefusedException {
    HttpAnswer answer = client.delete(path(type));
    if (answer.status() != 200 && answer.status() != 404) {
      throw Ism.refused("DELETE " + path(type), "policy/delete", answer);
    }
    log.info("deleted {}: nothing asks for it any more", path(type));
    observer.policy(type, PolicyOutcome.WITHDRAWN);
  }

  private @Nullable Present get(String type) throws IOException, RefusedException {
    HttpAnswer answer = client.get(path(type));
    if (answer.status() == 404) {
      return null;
    }
    if (answer.status() != 200) {
      throw Ism.refused("GET " + path(type), "policy/get", answer);
    }
    JsonNode policy = JSON.readTree(answer.body());
    Matcher mark = MARK.matcher(policy.path("policy").path("description").asText());
    return new Present(
        policy.path("_seq_no").asLong(),
        policy.path("_primary_term").asLong(),
        mark.find() ? mark : null);
  }

  private static boolean isCurrent(@Nullable Matcher mark, String hash) {
    return mark != null
        && (mark.group(2).equals(hash) || Integer.parseInt(mark.group(1)) > VERSION);
  }

  private HttpAnswer put(String type, ObjectNode content, String hash, @Nullable Present present)
      throws IOException {
    ObjectNode request = JSON.createObjectNode();
    ObjectNode policy = request.putObject("policy");
    policy.put(
        "description",
        "Weir keeps this up to date; without these words it is yours: weir_version="
            + VERSION
            + " weir_content="
            + hash);
    policy.setAll(content);
    Map<String, String> condition =
        present == null
            ? Map.of()
            : Map.of(
                "if_seq_no", Long.toString(present.seqNo()),
                "if_primary_term", Long.toString(present.primaryTerm()));
    return client.put(path(type), condition, request.toString());
  }

  private static String path(String type) {
    return Ism.ROOT + "/policies/" + PolicyForm.name(type);
  }
}
