package dev.weir.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.alert.Alert;
import dev.weir.alert.Match;
import dev.weir.alert.MatchedRule;
import dev.weir.alert.Sample;
import dev.weir.lab.AwsAccounts;
import dev.weir.lab.AwsEndpoint;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.rule.Level;
import dev.weir.settings.AwsAccess;
import dev.weir.settings.Secret;
import dev.weir.settings.StaticKeys;
import dev.weir.source.aws.AwsClients;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Topics and tables of a server that keeps to the protocols of SNS, SQS and DynamoDB. */
@ExtendWith(LabExtension.class)
class AwsDestinationsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final int NINETY_DAYS = 90 * 86_400;

  private final AwsEndpoint endpoint;
  private final AwsClients clients;
  private final AwsAccess access;
  private final SnsClient sns;
  private final SqsClient sqs;
  private final DynamoDbClient tables;

  AwsDestinationsTest(Lab lab) {
    AwsAccounts accounts = lab.accounts();
    endpoint = accounts.endpoint();
    clients = new AwsClients(AnonymousCredentialsProvider.create(), 16);
    access =
        new AwsAccess(
            endpoint.region(),
            endpoint.endpoint(),
            false,
            null,
            null,
            new StaticKeys(Secret.of(endpoint.accessKey()), Secret.of(endpoint.secretKey())));
    sns = clients.sns(access);
    tables = clients.dynamoDb(access);
    sqs = accounts.sqs(AwsAccounts.HOME);
  }

  @AfterEach
  void close() {
    sqs.close();
    clients.close();
  }

  @Test
  void publishesWhatPeopleReadAndWhatFiltersLookAt() throws Exception {
    Topic topic = topic("alerts", false);

    assertEquals(
        List.of(new Sent.Taken()), send(sns(topic.arn()), new Outgoing.One(TestAlerts.plain())));

    JsonNode got = topic.messages().getFirst();
    assertEquals("high: Root signed in", got.path("Subject").asText());
    String text = got.path("Message").asText();
    assertTrue(text.contains("Root signed in from 203.0.113.7.\n\nWhy it matters."), text);
    assertTrue(text.contains("To see it: weir alerts show 7c1d"), text);
    JsonNode attributes = got.path("MessageAttributes");
    assertEquals("high", attributes.at("/severity/Value").asText());
    assertEquals("5b0e6ad5", attributes.at("/rule/Value").asText());
    assertEquals("cloudtrail", attributes.at("/type/Value").asText());
    assertEquals("123456789012", attributes.at("/account/Value").asText());
    assertEquals("eu-west-1", attributes.at("/region/Value").asText());
  }

  @Test
  void filterPoliciesOfSubscriptionsWork() throws Exception {
    Topic topic = topic("filtered", false);
    sns.setSubscriptionAttributes(
        set ->
            set.subscriptionArn(topic.subscription())
                .attributeName("FilterPolicy")
                .attributeValue("{\"severity\":[\"critical\"]}"));

    send(
        sns(topic.arn()),
        new Outgoing.One(TestAlerts.plain()),
        new Outgoing.One(TestAlerts.of(Level.CRITICAL, "Bad", "It is bad.", "")));

    List<JsonNode> got = topic.messages();
    assertEquals(1, got.size());
    assertEquals("critical: Bad", got.getFirst().path("Subject").asText());
  }

  @Test
  void digestsPassTheFiltersOfEachOfTheirAlerts() throws Exception {
    Topic topic = topic("digests", false);
    sns.setSubscriptionAttributes(
        set ->
            set.subscriptionArn(topic.subscription())
                .attributeName("FilterPolicy")
                .attributeValue("{\"account\":[\"123456789012\"],\"severity\":[\"low\"]}"));
    List<Alert> alerts =
        List.of(TestAlerts.plain(), TestAlerts.of(Level.LOW, "Quiet", "It is quiet.", ""));

    send(
        sns(topic.arn()),
        new Outgoing.Digest(alerts, 2),
        new Outgoing.Digest(List.of(TestAlerts.plain()), 1));

    List<JsonNode> got = topic.messages();
    assertEquals(1, got.size());
    assertEquals("2 alerts", got.getFirst().path("Subject").asText());
  }

  @Test
  void hostileAlertsStayWithinTheLimitsOfSns() throws Exception {
    Topic topic = topic("hostile", false);
    String templates = "text: \"" + "{{description}}".repeat(100) + "\"\n";

    for (Sent sent :
        send(
            TestSettings.one("sns", "topic: " + topic.arn() + "\n" + reach() + templates),
            new Outgoing.One(TestAlerts.hostile()),
            new Outgoing.Trial("host-1"))) {
      assertEquals(new Sent.Taken(), sent);
    }

    for (JsonNode got : topic.messages()) {
      String subject = got.path("Subject").asText();
      String message = got.path("Message").asText();
      assertTrue(subject.matches("[ -~]{1,99}"), subject);
      assertTrue(message.getBytes(StandardCharsets.UTF_8).length <= 250_000);
      assertFalse(message.codePoints().anyMatch(c -> c < ' ' && c != '\n'), "controls");
      assertTrue(
          message.contains("The rest is left out") || message.contains("host-1"), "the note");
    }
  }

  @Test
  void aMessageThatComesAgainCountsOnceInAFifoTopic() throws Exception {
    Topic topic = topic("in-order.fifo", true);
    Outgoing.One alert = new Outgoing.One(TestAlerts.plain());

    assertEquals(List.of(new Sent.Taken(), new Sent.Taken()), send(sns(topic.arn()), alert, alert));

    assertEquals(1, topic.messages().size());
  }

  @Test
  void saysWhatToDoIfTheTopicIsNotThere() throws Exception {
    String arn = "arn:aws:sns:" + endpoint.region() + ":123456789012:no-such";

    Sent sent = send(sns(arn), new Outgoing.One(TestAlerts.plain())).getFirst();

    String reason = assertInstanceOf(Sent.Refused.class, sent).reason();
    assertTrue(reason.startsWith("Destination d: There is no topic " + arn), reason);
  }

  @Test
  void keepsOneItemForEachRecordWithAllOfItsRules() throws Exception {
    createTable("matches", "EventId");
    Outgoing first = new Outgoing.Matched(match("doc-1", "rule-1"));
    Outgoing second = new Outgoing.Matched(match("doc-1", "rule-2"));

    assertEquals(
        Set.of(new Sent.Taken()),
        Set.copyOf(send(table("matches", "ttl: 90d\n"), first, first, second, second, first)));

    List<Map<String, AttributeValue>> items =
        tables.scan(scan -> scan.tableName("matches")).items();
    assertEquals(1, items.size());
    Map<String, AttributeValue> item = items.getFirst();
    assertEquals(Set.of("rule-1", "rule-2"), Set.copyOf(at(item, "RuleIds").ss()));
    assertEquals("2026-11-27T10:00:00.000Z", at(item, "EventTime").s());
    assertEquals("high", at(item, "Severity").s());
    assertEquals("123456789012", at(item, "AccountId").s());
    assertEquals("weir-cloudtrail-2026-11", at(item, "Index").s());
    assertEquals("203.0.113.7", at(at(item, "Group").m(), "source.ip").s());
    assertEquals(Long.toString(NOW.getEpochSecond() + NINETY_DAYS), at(item, "ExpiresAt").n());
    assertFalse(item.containsKey("Region"), "an empty attribute");
  }

  @Test
  void aTrialOfATableWritesNothing() throws Exception {
    createTable("tried", "EventId");

    assertEquals(List.of(new Sent.Taken()), send(table("tried", ""), new Outgoing.Trial("host-1")));

    assertEquals(0, tables.scan(scan -> scan.tableName("tried")).count());
  }

  @Test
  void saysWhatIsWrongWithATable() throws Exception {
    createTable("other-key", "Id");
    Outgoing match = new Outgoing.Matched(match("doc-1", "rule-1"));

    String missing = refused(send(table("no-such-table", ""), match));
    String otherKey = refused(send(table("other-key", ""), match));

    assertTrue(missing.contains("There is no table no-such-table"), missing);
    assertTrue(otherKey.contains("dynamodb:PutItem on the table other-key"), otherKey);
    assertTrue(otherKey.contains("`EventId`"), otherKey);
    assertTrue(
        refused(send(table("other-key", ""), new Outgoing.One(TestAlerts.plain())))
            .contains("single matches"));
  }

  private static AttributeValue at(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }

  private static String refused(List<Sent> sent) {
    return assertInstanceOf(Sent.Refused.class, sent.getFirst()).reason();
  }

  private static Match match(String document, String rule) {
    return new Match(
        rule + document,
        "alert-1",
        new MatchedRule(rule, "Root signed in", "", Level.HIGH, List.of(), List.of()),
        Map.of("source.ip", "203.0.113.7"),
        "cloudtrail",
        "123456789012",
        "",
        new Sample("weir-cloudtrail-2026-11", document, NOW),
        "Root signed in from 203.0.113.7.");
  }

  private String reach() {
    return "region: "
        + endpoint.region()
        + "\nendpoint: "
        + endpoint.endpoint()
        + "\naccess_key: "
        + endpoint.accessKey()
        + "\nsecret_key: "
        + endpoint.secretKey()
        + "\n";
  }

  private NotifySettings sns(String arn) throws Exception {
    return TestSettings.one("sns", "topic: " + arn + "\n" + reach());
  }

  private NotifySettings table(String name, String keys) throws Exception {
    return TestSettings.one("dynamodb", "table: " + name + "\n" + reach() + keys);
  }

  private Destinations open(NotifySettings settings) {
    return new Destinations(
        settings, new AwsReach(clients::sns, clients::dynamoDb), InstantSource.fixed(NOW));
  }

  private List<Sent> send(NotifySettings settings, Outgoing... messages) {
    List<Sent> sent = new ArrayList<>();
    try (Destinations destinations = open(settings)) {
      for (Outgoing message : messages) {
        sent.add(destinations.named("d").orElseThrow().send(message, "key-1"));
      }
    }
    return sent;
  }

  private void createTable(String name, String key) {
    tables.createTable(
        create ->
            create
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName(key).keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  private Topic topic(String name, boolean fifo) {
    Map<String, String> ofTopic = fifo ? Map.of("FifoTopic", "true") : Map.of();
    Map<QueueAttributeName, String> ofQueue =
        fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
    String arn = sns.createTopic(create -> create.name(name).attributes(ofTopic)).topicArn();
    String url = sqs.createQueue(create -> create.queueName(name).attributes(ofQueue)).queueUrl();
    String queueArn = "arn:aws:sqs:" + endpoint.region() + ":" + AwsAccounts.HOME + ":" + name;
    String subscription =
        sns.subscribe(
                subscribe ->
                    subscribe
                        .topicArn(arn)
                        .protocol("sqs")
                        .endpoint(queueArn)
                        .returnSubscriptionArn(true))
            .subscriptionArn();
    return new Topic(arn, subscription, url, sqs);
  }

  /** A topic and the queue that is subscribed to it. */
  private record Topic(String arn, String subscription, String url, SqsClient sqs) {
    List<JsonNode> messages() throws Exception {
      List<JsonNode> read = new ArrayList<>();
      List<String> bodies =
          sqs
              .receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
              .messages()
              .stream()
              .map(message -> message.body())
              .collect(Collectors.toList());
      for (String body : bodies) {
        read.add(JSON.readTree(body));
      }
      return read;
    }
  }
}
