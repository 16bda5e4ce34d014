package dev.weir.notify;

import dev.weir.alert.Match;
import dev.weir.settings.AwsAccess;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A table of DynamoDB with one item for each record that matched. The item's key is the id of the
 * record's document. The first rule that the record matches writes the item; each further one adds
 * its id to {@code RuleIds}. Both may happen twice without a difference.
 */
final class DynamoDestination implements Destination {
  private static final String PUT = "dynamodb:PutItem";
  private static final String UPDATE = "dynamodb:UpdateItem";
  private static final String NEVER = "attribute_exists(EventId) AND attribute_not_exists(EventId)";

  private final String name;
  private final String table;
  private final AwsAccess access;
  private final Function<AwsAccess, DynamoDbClient> clients;
  private final MatchItem items;
  private final AwsOutcome outcome;

  DynamoDestination(
      String name,
      Target.DynamoTable target,
      Function<AwsAccess, DynamoDbClient> clients,
      InstantSource clock) {
    this.name = name;
    this.table = target.table();
    this.access = target.access();
    this.clients = clients;
    this.items = new MatchItem(target.ttl(), clock);
    this.outcome =
        new AwsOutcome(
            name,
            "table",
            table,
            "The key of the table has to be `EventId`, a string, without a sort key.");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean takesMatches() {
    return true;
  }

  @Override
  public Sent send(Outgoing message, String idempotencyKey) {
    return switch (message) {
      case Outgoing.Matched(Match match) -> write(match);
      case Outgoing.Trial trial -> tryOut();
      case Outgoing.One _, Outgoing.Digest _ ->
          outcome.refused("It takes single matches, not alerts", "Use another kind for alerts.");
    };
  }

  private Sent write(Match match) {
    String action = PUT;
    try {
      DynamoDbClient client = clients.apply(access);
      if (put(client, items.of(match), "attribute_not_exists(EventId)")) {
        return new Sent.Taken();
      }
      action = UPDATE;
      return addRule(client, MatchItem.key(match), match.rule().id(), "attribute_exists(EventId)")
          ? new Sent.Taken()
          : outcome.later("The item of the record " + match.record().id() + " just went");
    } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
      return outcome.of(e, action);
    }
  }

  /** Asks for both writes under a condition that never holds: it needs the rights alone. */
  private Sent tryOut() {
    Map<String, AttributeValue> key = Map.of(MatchItem.KEY, AttributeValue.fromS("weir-trial"));
    String action = PUT;
    try {
      DynamoDbClient client = clients.apply(access);
      put(client, key, NEVER);
      action = UPDATE;
      addRule(client, key, "weir-trial", NEVER);
      return new Sent.Taken();
    } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
      return outcome.of(e, action);
    }
  }

  private boolean put(DynamoDbClient client, Map<String, AttributeValue> item, String condition) {
    try {
      client.putItem(put -> put.tableName(table).item(item).conditionExpression(condition));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private boolean addRule(
      DynamoDbClient client, Map<String, AttributeValue> key, String rule, String condition) {
    try {
      client.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(key)
                  .updateExpression("ADD RuleIds :rule")
                  .expressionAttributeValues(Map.of(":rule", AttributeValue.fromSs(List.of(rule))))
                  .conditionExpression(condition));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    // Who made the client closes it.
  }
}
