package dev.weir.opensearch;

import dev.weir.tls.TrustedServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Executors;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.aws.AwsSdk2Transport;
import org.opensearch.client.transport.aws.AwsSdk2TransportOptions;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/** Builds the transport that the settings ask for. */
final class Transports {
  /** Enough for the longest refusal of each document of the fullest request. */
  private static final long ANSWER_BYTES_LIMIT = 64L << 20;

  private Transports() {}

  /**
   * @throws IllegalArgumentException if the certificates cannot be read, with their path
   */
  static OpenSearchTransport of(OpenSearchSettings settings) {
    TrustManager[] trusted = trusted(settings);
    return switch (settings.authentication()) {
      case Authentication.None() -> plain(settings, trusted, null);
      case Authentication.Basic basic -> plain(settings, trusted, header(basic));
      case Authentication.SigV4 aws -> signed(settings, trusted, aws);
    };
  }

  private static String header(Authentication.Basic basic) {
    String pair = basic.user() + ":" + basic.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static OpenSearchTransport plain(
      OpenSearchSettings settings,
      TrustManager @Nullable [] trusted,
      @Nullable String authorization) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    if (trusted != null) {
      builder.sslContext(TrustedServers.context(trusted));
    }
    return new JdkTransport(
        builder.build(),
        settings.endpoint(),
        authorization,
        settings.requestTimeout(),
        ANSWER_BYTES_LIMIT);
  }

  private static OpenSearchTransport signed(
      OpenSearchSettings settings, TrustManager @Nullable [] trusted, Authentication.SigV4 aws) {
    Apache5HttpClient.Builder http =
        Apache5HttpClient.builder()
            .maxConnections(settings.connections() + 1)
            .connectionTimeout(settings.connectTimeout())
            .socketTimeout(settings.requestTimeout());
    if (trusted != null) {
      http.tlsTrustManagersProvider(() -> trusted);
    }
    AwsSdk2TransportOptions options =
        AwsSdk2TransportOptions.builder()
            .setCredentials(aws.credentials())
            // Left alone it compresses whatever is over 8 KiB.
            .setRequestCompressionSize(settings.gzip() ? 8 << 10 : Integer.MAX_VALUE)
            .setResponseCompression(false)
            .build();
    SdkHttpClient client = http.build();
    return new AwsSdk2Transport(
        client, host(settings.endpoint()), aws.service(), Region.of(aws.region()), options) {
      @Override
      public void close() {
        client.close();
      }
    };
  }

  private static String host(URI endpoint) {
    return endpoint.getPort() < 0
        ? endpoint.getHost()
        : endpoint.getHost() + ":" + endpoint.getPort();
  }

  private static TrustManager @Nullable [] trusted(OpenSearchSettings settings) {
    try {
      return TrustedServers.managers(settings.certificateAuthority(), settings.insecure());
    } catch (IOException unusable) {
      throw new IllegalArgumentException(unusable.getMessage(), unusable);
    }
  }
}
