package dev.weir.indices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which of a type's indices are under its policy, and how they come under it and out of it. */
final class ManagedIndices {
  private static final Logger log = LoggerFactory.getLogger(ManagedIndices.class);
  private static final JsonMapper JSON = new JsonMapper();

  /** As many names of the greatest length go into a line of a request, of 4 KiB. */
  private static final int AT_ONCE = 40;

  private final SearchClient client;
  private final IndexObserver observer;

  ManagedIndices(SearchClient client, IndexObserver observer) {
    this.client = client;
    this.observer = observer;
  }

  /**
   * Puts indices under their type's policy as it is now. One that is under another policy stays
   * there.
   *
   * @param names all indices of the type
   * @param period those of them that the policy's ages are right for
   * @param seqNo the policy's sequence number
   * @return those that are under it
   * @throws RefusedException if OpenSearch refuses
   */
  Set<String> attach(String type, List<String> names, Set<String> period, long seqNo)
      throws IOException, RefusedException {
    JsonNode states = explain(type);
    Set<String> under = new HashSet<>(under(type, names, states));
    List<String> older =
        under.stream()
            .filter(period::contains)
            .filter(name -> states.path(name).path("policy_seq_no").isIntegralNumber())
            .filter(name -> states.path(name).path("policy_seq_no").asLong() < seqNo)
            .sorted()
            .toList();
    post("change_policy", "managedindex/change", type, older);
    List<String> free =
        names.stream()
            .filter(period::contains)
            .filter(name -> policyOf(states.path(name)).isEmpty())
            .toList();
    under.addAll(post("add", "managedindex/add", type, free));
    under.stream()
        .filter(name -> states.path(name).path("action").path("failed").asBoolean())
        .forEach(name -> stuck(type, name, states.path(name)));
    return under;
  }

  /** Takes indices out of their type's policy. */
  void detach(String type, List<String> names) throws IOException, RefusedException {
    post("remove", "managedindex/remove", type, under(type, names, explain(type)));
  }

  private static List<String> under(String type, List<String> names, JsonNode states) {
    String policy = PolicyForm.name(type);
    return names.stream().filter(name -> policyOf(states.path(name)).equals(policy)).toList();
  }

  private JsonNode explain(String type) throws IOException, RefusedException {
    String path = Ism.ROOT + "/explain/" + PolicyForm.pattern(type);
    HttpAnswer answer = client.get(path);
    if (answer.status() != 200) {
      throw Ism.refused("GET " + path, "managedindex/explain", answer);
    }
    return JSON.readTree(answer.body());
  }

  private static String policyOf(JsonNode state) {
    return state
        .path("policy_id")
        .asText(state.path("index.plugins.index_state_management.policy_id").asText(""));
  }

  private void stuck(String type, String name, JsonNode state) {
    String action = state.path("action").path("name").asText();
    log.warn(
        "{} is stuck: its policy could not {} it; GET {}/explain/{} says why, POST {}/retry/{}"
            + " tries again",
        name,
        action,
        Ism.ROOT,
        name,
        Ism.ROOT,
        name);
    if (action.equals("delete")) {
      observer.indexNotDeleted(type);
    } else {
      observer.policy(type, PolicyOutcome.REFUSED);
    }
  }

  /** Asks for the same change of all these indices; gives those for which it was not refused. */
  private List<String> post(String verb, String right, String type, List<String> names)
      throws IOException, RefusedException {
    String body = JSON.createObjectNode().put("policy_id", PolicyForm.name(type)).toString();
    List<String> done = new ArrayList<>();
    for (int from = 0; from < names.size(); from += AT_ONCE) {
      List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
      String path = Ism.ROOT + "/" + verb + "/";
      String indices = path + String.join(",", some);
      // OpenSearch refuses a body where it expects none.
      HttpAnswer answer = verb.equals("remove") ? client.post(indices) : client.post(indices, body);
      if (answer.status() != 200) {
        throw Ism.refused("POST " + path + some.getFirst(), right, answer);
      }
      JsonNode outcome = JSON.readTree(answer.body());
      Set<String> failed = new HashSet<>();
      outcome.path("failed_indices").forEach(each -> failed.add(each.path("index_name").asText()));
      if (!failed.isEmpty()) {
        log.warn("{} of {} could not: {}", verb, PolicyForm.name(type), failed);
        observer.policy(type, PolicyOutcome.REFUSED);
      }
      some.stream().filter(name -> !failed.contains(name)).forEach(done::add);
    }
    if (!done.isEmpty()) {
      log.info("{} of {} for {} indices", verb, PolicyForm.name(type), done.size());
    }
    return done;
  }
}
