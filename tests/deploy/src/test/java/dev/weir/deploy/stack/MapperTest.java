package dev.weir.deploy.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.lab.PythonPackages;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function of search.yaml, run with the requests of the template against a server of HTTP. */
class MapperTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LAB = "/dev/weir/lab/accounts-requirements.txt";

  /** A request that came in. */
  private record Request(String method, String path, String authorization, String body) {}

  @TempDir Path folder;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<Request> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
  private final HttpServer server;

  MapperTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext("/_plugins", exchange -> take(exchange, requests));
    server.createContext("/cloudformation", exchange -> take(exchange, answers));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void writesAllRolesSignedAndAnswersCloudFormation() throws Exception {
    Deployed search = StackTemplates.with("search");
    JsonNode wanted = StackTemplates.properties(search, "Roles").path("Requests");
    // A domain that was just made refuses its administrator.
    statuses.addAll(List.of(403, 503));

    String log = run(search, event("Create", wanted));

    JsonNode answer = JSON.readTree(answers.remove().body());
    assertEquals("SUCCESS", answer.path("Status").asText(), log);
    assertEquals("request-1", answer.path("RequestId").asText());
    assertEquals("Roles", answer.path("LogicalResourceId").asText());
    assertEquals(wanted.size() + 2, requests.size(), log);
    requests.remove();
    requests.remove();
    for (JsonNode each : wanted) {
      Request request = requests.remove();
      assertEquals(each.path("Method").asText(), request.method());
      assertEquals(each.path("Path").asText(), request.path());
      assertEquals(each.path("Body"), JSON.readTree(request.body()));
      assertTrue(
          request.authorization().matches("AWS4-HMAC-SHA256 Credential=key/\\d{8}/us-east-1/es/.*"),
          request::toString);
    }
  }

  @Test
  void saysWhatOpenSearchRefuses() throws Exception {
    Deployed search = StackTemplates.with("search");
    statuses.add(400);

    run(search, event("Update", StackTemplates.properties(search, "Roles").path("Requests")));

    JsonNode answer = JSON.readTree(answers.remove().body());
    assertEquals("FAILED", answer.path("Status").asText());
    assertEquals(
        "PUT /_plugins/_security/api/roles/weir: OpenSearch answered 400: {\"status\":400}",
        answer.path("Reason").asText());
    assertEquals(1, requests.size());
  }

  @Test
  void leavesTheRolesOfADomainThatStays() throws Exception {
    Deployed search = StackTemplates.with("search");

    run(search, event("Delete", StackTemplates.properties(search, "Roles").path("Requests")));

    assertEquals("SUCCESS", JSON.readTree(answers.remove().body()).path("Status").asText());
    assertEquals(0, requests.size());
  }

  private ObjectNode event(String type, JsonNode wanted) {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    ObjectNode event = JSON.createObjectNode();
    event.put("RequestType", type).put("ResponseURL", address + "/cloudformation");
    event.put("StackId", "stack-1").put("RequestId", "request-1");
    event.put("LogicalResourceId", "Roles");
    event.putObject("ResourceProperties").put("Endpoint", address).set("Requests", wanted);
    return event;
  }

  private String run(Deployed search, ObjectNode event) throws Exception {
    String code = StackTemplates.properties(search, "Mapper").at("/Code/ZipFile").asText();
    assertTrue(code.length() <= 4096, "CloudFormation takes at most 4,096 characters");
    Files.writeString(folder.resolve("index.py"), code);
    Path given = Files.writeString(folder.resolve("event.json"), event.toString());
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                python().toString(),
                "-c",
                "import json, sys; import index; index.handler(json.load(open(sys.argv[1])), None)",
                given.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("AWS_REGION", "us-east-1");
    builder.environment().put("AWS_ACCESS_KEY_ID", "key");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
    builder.environment().put("PAUSE_SECONDS", "0.01");
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String printed = Files.readString(output);
    assertEquals(0, process.exitValue(), printed);
    return printed;
  }

  /** With botocore, which functions of AWS have too. */
  private static Path python() throws IOException {
    try (InputStream in = MapperTest.class.getResourceAsStream(LAB)) {
      if (in == null) {
        throw new IOException(LAB + " is missing from the lab's classes");
      }
      return PythonPackages.installed(
          "accounts", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void take(HttpExchange exchange, BlockingQueue<Request> into) throws IOException {
    try (exchange) {
      into.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      Integer status = into == requests ? statuses.poll() : null;
      int code = status == null ? 200 : status;
      byte[] body = ("{\"status\":" + code + "}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
