package dev.weir.indices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.opensearch.HttpAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers as OpenSearch with Index State Management does, as far as its API is documented. */
final class StubIsm implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern PLUGIN = Pattern.compile("/_plugins/_ism/([a-z_]+)/([^/]+)");

  /** A policy that is there. */
  private record Policy(int seqNo, JsonNode content) {}

  /** What an index is under. */
  record Under(String policy, int seqNo) {}

  /** Under no policy. */
  static final Under FREE = new Under("", 0);

  final List<String> requests = new CopyOnWriteArrayList<>();
  final Map<String, Under> indices = new TreeMap<>();
  private final Map<String, Policy> policies = new TreeMap<>();
  private final HttpServer server;
  private volatile boolean absent;
  private volatile boolean stuck;
  private volatile String forbidden = "nothing";
  private volatile Runnable beforePut = () -> {};
  private int sequence = 6;

  StubIsm() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void withoutPlugin() {
    absent = true;
  }

  /** Says that it could not delete what is under a policy. */
  void stuck() {
    stuck = true;
  }

  /** Refuses requests whose method and path begin so. */
  void forbid(String beginning) {
    forbidden = beginning;
  }

  /** Does this once, when a policy is about to be put. */
  void beforePut(Runnable once) {
    beforePut = once;
  }

  void index(String name) {
    indices.put(name, FREE);
  }

  void index(String name, String policy) {
    indices.put(name, new Under(policy, 1));
  }

  void policy(String name, JsonNode content) {
    policies.put(name, new Policy(++sequence, content));
  }

  JsonNode policy(String name) {
    Policy policy = policies.get(name);
    return policy == null ? JSON.missingNode() : policy.content();
  }

  /** The policy that an index is under, empty for none. */
  String under(String name) {
    Under under = indices.get(name);
    if (under == null) {
      throw new AssertionError(name + " is gone");
    }
    return under.policy();
  }

  long count(String beginning) {
    return requests.stream().filter(request -> request.startsWith(beginning)).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(request);
    HttpAnswer answer = answer(exchange.getRequestMethod(), exchange.getRequestURI(), body);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(answer.status(), answer.body().length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer.body());
    }
  }

  private synchronized HttpAnswer answer(String method, URI uri, String body) throws IOException {
    String path = uri.getPath();
    if ((method + " " + path).startsWith(forbidden)) {
      return error(403, "security_exception");
    }
    Matcher plugin = PLUGIN.matcher(path);
    if (plugin.matches()) {
      if (absent) {
        String none = "no handler found for uri [%s] and method [%s]".formatted(path, method);
        return json(400, JSON.createObjectNode().put("error", none));
      }
      return switch (plugin.group(1)) {
        case "policies" -> policies(method, plugin.group(2), uri.getQuery(), body);
        case "explain" -> explain(plugin.group(2));
        default -> change(plugin.group(1), List.of(plugin.group(2).split(",")), body);
      };
    }
    if (method.equals("DELETE")) {
      boolean there = indices.remove(path.substring(1)) != null;
      return there
          ? json(200, JSON.createObjectNode().put("acknowledged", true))
          : error(404, "index_not_found_exception");
    }
    ObjectNode settings = JSON.createObjectNode();
    for (String name : matching(path.substring(1, path.indexOf("/_settings")))) {
      settings
          .putObject(name)
          .putObject("settings")
          .putObject("index")
          .put("creation_date", "1561852800000");
    }
    return json(200, settings);
  }

  private HttpAnswer policies(String method, String name, @Nullable String query, String body)
      throws IOException {
    if (method.equals("PUT")) {
      Runnable before = beforePut;
      beforePut = () -> {};
      before.run();
    }
    Policy present = policies.get(name);
    ObjectNode answer = JSON.createObjectNode().put("_id", name).put("_version", 1);
    if (method.equals("PUT")) {
      List<String> given = query == null ? List.of() : List.of(query.split("&"));
      boolean met =
          present == null
              ? given.isEmpty()
              : given.containsAll(List.of("if_primary_term=1", "if_seq_no=" + present.seqNo()));
      if (!met) {
        return error(409, "version_conflict_engine_exception");
      }
      policy(name, JSON.readTree(body).path("policy"));
      answer.put("_primary_term", 1).put("_seq_no", sequence);
      answer.putObject("policy").set("policy", policy(name));
      return json(present == null ? 201 : 200, answer);
    }
    if (present == null) {
      return error(404, "status_exception");
    }
    if (method.equals("DELETE")) {
      policies.remove(name);
      return json(200, answer.put("result", "deleted"));
    }
    answer.put("_seq_no", present.seqNo()).put("_primary_term", 1);
    answer.set("policy", present.content());
    return json(200, answer);
  }

  private HttpAnswer explain(String pattern) {
    ObjectNode answer = JSON.createObjectNode();
    int total = 0;
    for (String name : matching(pattern)) {
      Under under = indices.getOrDefault(name, FREE);
      ObjectNode state = answer.putObject(name);
      String key = "index.plugins.index_state_management.policy_id";
      if (under.policy().isEmpty()) {
        state.putNull(key).putNull("enabled");
      } else {
        state.put(key, under.policy()).put("index", name).put("policy_id", under.policy());
        state.put("policy_seq_no", under.seqNo()).put("policy_primary_term", 1);
        state.putObject("action").put("name", "delete").put("failed", stuck);
        state.put("enabled", true);
        total++;
      }
    }
    return json(200, answer.put("total_managed_indices", total));
  }

  private HttpAnswer change(String verb, List<String> names, String body) throws IOException {
    if (verb.equals("remove") && !body.isEmpty()) {
      return error(400, "illegal_argument_exception");
    }
    String policy = JSON.readTree(body).path("policy_id").asText();
    ObjectNode answer = JSON.createObjectNode();
    int updated = 0;
    var failed = answer.putArray("failed_indices");
    for (String name : names) {
      boolean free = indices.getOrDefault(name, FREE).policy().isEmpty();
      if (free != verb.equals("add")) {
        failed.addObject().put("index_name", name).put("index_uuid", "u").put("reason", verb);
        continue;
      }
      Policy content = policies.get(policy);
      int seqNo = content == null ? 0 : content.seqNo();
      indices.put(name, verb.equals("remove") ? FREE : new Under(policy, seqNo));
      updated++;
    }
    return json(200, answer.put("updated_indices", updated).put("failures", !failed.isEmpty()));
  }

  private List<String> matching(String pattern) {
    String beginning = pattern.substring(0, pattern.indexOf('*'));
    return indices.keySet().stream().filter(name -> name.startsWith(beginning)).toList();
  }

  private static HttpAnswer error(int status, String type) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("error").put("type", type).put("reason", "as the test wants it");
    return json(status, answer.put("status", status));
  }

  private static HttpAnswer json(int status, JsonNode body) {
    return new HttpAnswer(status, body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
