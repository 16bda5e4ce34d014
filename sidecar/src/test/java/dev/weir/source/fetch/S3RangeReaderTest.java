package dev.weir.source.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.weir.settings.AwsAccess;
import dev.weir.source.aws.AwsClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class S3RangeReaderTest {
  private static final ObjectAddress ADDRESS = new ObjectAddress("b", "k", "v", null);

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchKey, GONE",
    "404, NoSuchVersion, GONE",
    "404, NoSuchBucket, NO_BUCKET",
    "404, NotFound, UNAVAILABLE",
    "405, MethodNotAllowed, UNAVAILABLE",
    "403, AccessDenied, DENIED",
    "403, InvalidObjectState, ARCHIVED",
    "400, KMS.DisabledException, DENIED",
    "400, KMS.NotFoundException, DENIED",
    "400, KMS.KMSInvalidStateException, DENIED",
    "412, PreconditionFailed, OVERWRITTEN",
    "503, SlowDown, UNAVAILABLE",
    "400, ExpiredToken, UNAVAILABLE",
    "403, InvalidAccessKeyId, UNAVAILABLE",
    "403, SignatureDoesNotMatch, UNAVAILABLE",
    "400, InvalidToken, UNAVAILABLE",
    "400, AuthorizationHeaderMalformed, UNAVAILABLE",
    "403, RequestTimeTooSkewed, UNAVAILABLE",
  })
  void tellsTheReasonByStatusAndCode(int status, String code, FetchException.Reason reason)
      throws IOException {
    String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";

    assertEquals(reason, reasonOf(status, body, false));
  }

  @Test
  void takesNoAnswerOfAProxyForADeletedObject() throws IOException {
    assertEquals(FetchException.Reason.UNAVAILABLE, reasonOf(404, "", false));
    assertEquals(
        FetchException.Reason.UNAVAILABLE,
        reasonOf(404, "<html><body><h1>404 Not Found</h1></body></html>", false));
    assertEquals(FetchException.Reason.UNAVAILABLE, reasonOf(405, "", false));
  }

  @Test
  void takesADeleteMarkerForADeletedObject() throws IOException {
    String body = "<Error><Code>MethodNotAllowed</Code></Error>";

    assertEquals(FetchException.Reason.GONE, reasonOf(405, body, true));
  }

  private static FetchException.Reason reasonOf(int status, String body, boolean deleteMarker)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          if (deleteMarker) {
            exchange.getResponseHeaders().add("x-amz-delete-marker", "true");
          }
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));
    try (AwsClients clients = new AwsClients(credentials, 1)) {
      AwsAccess access = new AwsAccess("us-east-1", endpoint, true, null, null, null);
      S3RangeReader reader = new S3RangeReader(clients.s3(access));
      return assertThrows(FetchException.class, () -> reader.open(ADDRESS, 0, null)).reason();
    } finally {
      server.stop(0);
    }
  }
}
