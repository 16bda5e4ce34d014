package dev.weir.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What reaches a server that stands where S3 would. */
class S3DestinationTest {
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final AtomicInteger status = new AtomicInteger(200);
  private final HttpServer server = bind();

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            objects.put(
                exchange.getRequestURI().getPath(), exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(status.get(), -1);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void putsEachFileBelowThePrefix() throws Exception {
    byte[] content = {1, 2, 3};

    try (Destination destination = new S3Destination(client(), "logs", "in/waf")) {
      destination.put(new GeneratedFile("a/b.log", content, Truth.NOTHING));
    }
    try (Destination destination = new S3Destination(client(), "logs", "")) {
      destination.put(new GeneratedFile("c.log", content, Truth.NOTHING));
    }

    assertEquals(2, objects.size());
    assertArrayEquals(content, objects.get("/logs/in/waf/a/b.log"));
    assertArrayEquals(content, objects.get("/logs/c.log"));
  }

  @Test
  void saysWhichObjectWasRefused() {
    status.set(403);

    try (Destination destination = new S3Destination(client(), "logs", "in/")) {
      IOException refused =
          assertThrows(
              IOException.class,
              () -> destination.put(new GeneratedFile("c.log", new byte[] {1}, Truth.NOTHING)));
      assertTrue(String.valueOf(refused.getMessage()).contains("in/c.log"), refused.getMessage());
    }
  }

  private S3Client client() {
    return S3Client.builder()
        .region(Region.EU_WEST_1)
        .httpClientBuilder(Apache5HttpClient.builder())
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .forcePathStyle(true)
        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .build();
  }

  private static HttpServer bind() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
