package dev.weir.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.alert.Alert;
import dev.weir.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Messages for programs: the whole alert as JSON. With a secret, the header {@code
 * X-Weir-Signature} is {@code t=SECONDS,v1=HEX}, where HEX is the HMAC-SHA256 of {@code
 * SECONDS.BODY}.
 */
final class WebhookWording implements Wording {
  private static final String HMAC = "HmacSHA256";

  private final NoticeForm form;
  private final @Nullable Secret secret;
  private final InstantSource clock;

  /**
   * A wording.
   *
   * @param secret that signs; null leaves the signature out
   */
  WebhookWording(MessageTemplates templates, @Nullable Secret secret, InstantSource clock) {
    this.form = new NoticeForm(templates, UnaryOperator.identity());
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public WebMessage of(Outgoing message, String idempotencyKey) {
    Notice notice = MessageJson.notice(form, message);
    ObjectNode json = MessageJson.object();
    json.put("version", 1);
    json.put("kind", kind(message)).put("title", notice.title()).put("text", notice.text());
    switch (message) {
      case Outgoing.One(Alert alert) -> MessageJson.put(alert, json.putObject("alert"));
      case Outgoing.Digest digest -> {
        json.put("total", digest.total());
        ArrayNode alerts = json.putArray("alerts");
        digest.alerts().forEach(alert -> MessageJson.put(alert, alerts.addObject()));
      }
      case Outgoing.Trial(String host) -> json.put("host", SentText.line(host, 200));
      case Outgoing.Matched matched -> {
        // The notice refused it already.
      }
    }
    byte[] body = MessageJson.bytes(json);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Weir-Id", SentText.line(idempotencyKey, 200));
    if (secret != null) {
      headers.put("X-Weir-Signature", signature(secret, body));
    }
    return new WebMessage(headers, body);
  }

  private static String kind(Outgoing message) {
    return switch (message) {
      case Outgoing.One one -> "alert";
      case Outgoing.Digest digest -> "digest";
      case Outgoing.Matched matched -> "match";
      case Outgoing.Trial trial -> "trial";
    };
  }

  private String signature(Secret key, byte[] body) {
    long seconds = clock.instant().getEpochSecond();
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.revealBytes(), HMAC));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
