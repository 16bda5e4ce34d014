package dev.weir.notify;

import dev.weir.alert.Alert;
import dev.weir.settings.AwsAccess;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * A topic of SNS, standard or FIFO (SNS API reference, "Publish": a subject of ASCII, less than 100
 * characters; message and attributes together 256 KiB).
 */
final class SnsDestination implements Destination {
  private static final String ACTION = "sns:Publish";
  private static final int SUBJECT = 99;
  private static final int MESSAGE_BYTES = 235_000;
  private static final int ATTRIBUTE = 256;

  /** Of at most 20 alerts, so that all attributes leave room for the message. */
  private static final int VALUE_IN_LIST = 64;

  private static final String FIFO = ".fifo";

  /** What ids of FIFO topics are made of. */
  private static final String ID = "[!-~]{1,128}";

  private final String name;
  private final String topic;
  private final AwsAccess access;
  private final Function<AwsAccess, SnsClient> clients;
  private final NoticeForm form;
  private final AwsOutcome outcome;

  SnsDestination(String name, Target.Sns target, Function<AwsAccess, SnsClient> clients) {
    this.name = name;
    this.topic = target.topic();
    this.access = target.access();
    this.clients = clients;
    this.form = new NoticeForm(target.templates(), UnaryOperator.identity());
    this.outcome = new AwsOutcome(name, "topic", topic, "Look at `topic`, `title` and `text`.");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean takesMatches() {
    return false;
  }

  @Override
  public Sent send(Outgoing message, String idempotencyKey) {
    if (message instanceof Outgoing.Matched) {
      return outcome.refused("It takes alerts, not single matches", "Use `kind: dynamodb`.");
    }
    Notice notice = MessageJson.notice(form, message);
    PublishRequest.Builder request =
        PublishRequest.builder()
            .topicArn(topic)
            .subject(subject(notice.title()))
            .message(
                SentText.cutBytes(
                    notice.title() + "\n\n" + notice.plain(),
                    MESSAGE_BYTES,
                    "\n(The message is longer. The rest is left out.)\n"))
            .messageAttributes(attributes(message, notice));
    if (topic.endsWith(FIFO)) {
      request.messageGroupId(group(message)).messageDeduplicationId(id(idempotencyKey));
    }
    try {
      clients.apply(access).publish(request.build());
      return new Sent.Taken();
    } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
      return outcome.of(e, ACTION);
    }
  }

  /** A title in printable ASCII. */
  static String subject(String title) {
    StringBuilder ascii = new StringBuilder();
    Normalizer.normalize(title, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(c -> ascii.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
    String subject = ascii.toString().strip();
    if (subject.isEmpty()) {
      return "Alert";
    }
    return subject.length() <= SUBJECT ? subject : subject.substring(0, SUBJECT - 3) + "...";
  }

  /**
   * What filter policies of subscriptions look at. A digest has the values of all its alerts: else
   * a subscription that filters by anything but the level would never get a digest.
   */
  private static Map<String, MessageAttributeValue> attributes(Outgoing message, Notice notice) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    switch (message) {
      case Outgoing.One(Alert alert) -> {
        put(attributes, "severity", alert.rule().level().text());
        put(attributes, "rule", alert.rule().id());
        put(attributes, "type", alert.type());
        put(attributes, "account", alert.account());
        put(attributes, "region", alert.region());
      }
      case Outgoing.Digest(List<Alert> alerts, int _) -> {
        put(attributes, "severity", alerts.stream().map(alert -> alert.rule().level().text()));
        put(attributes, "rule", alerts.stream().map(alert -> alert.rule().id()));
        put(attributes, "type", alerts.stream().map(Alert::type));
        put(attributes, "account", alerts.stream().map(Alert::account));
        put(attributes, "region", alerts.stream().map(Alert::region));
      }
      case Outgoing.Trial _, Outgoing.Matched _ ->
          put(attributes, "severity", notice.level().text());
    }
    return attributes;
  }

  private static void put(Map<String, MessageAttributeValue> attributes, String key, String value) {
    String text = SentText.line(value, ATTRIBUTE);
    if (!text.isEmpty()) {
      attributes.put(
          key, MessageAttributeValue.builder().dataType("String").stringValue(text).build());
    }
  }

  /** Several values, of which a filter policy has to meet one. */
  private static void put(
      Map<String, MessageAttributeValue> attributes, String key, Stream<String> values) {
    List<String> distinct =
        values
            .map(value -> SentText.line(value, VALUE_IN_LIST))
            .filter(value -> !value.isEmpty())
            .distinct()
            .toList();
    if (!distinct.isEmpty()) {
      attributes.put(
          key,
          MessageAttributeValue.builder()
              .dataType("String.Array")
              .stringValue(MessageJson.list(distinct))
              .build());
    }
  }

  /** Messages of a rule stay in order. */
  private static String group(Outgoing message) {
    return message instanceof Outgoing.One(Alert alert) ? id(alert.rule().id()) : "weir";
  }

  private static String id(String text) {
    if (text.matches(ID)) {
      return text;
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    // Who made the client closes it.
  }
}
