package dev.weir.notify;

import dev.weir.settings.AwsAccess;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * How AWS is reached. Both are asked at each message, and give the same client each time. Who made
 * a client closes it.
 *
 * @param sns gives a client for topics
 * @param dynamoDb gives a client for tables
 */
public record AwsReach(
    Function<AwsAccess, SnsClient> sns, Function<AwsAccess, DynamoDbClient> dynamoDb) {}
