package dev.weir.deploy.stack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Ref} and {@code Fn::GetAtt} give for a resource that CloudFormation made. The forms
 * are those of the section "Return values" of each type in the CloudFormation template reference.
 * Types that are not here answer with {@code LogicalId} and {@code LogicalId.Attribute}.
 *
 * @param nameProperty the property that names the resource
 * @param ref what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives
 */
record Names(String nameProperty, String ref, Map<String, String> attributes) {
  private static final Map<String, Names> OF_TYPE =
      Map.ofEntries(
          Map.entry(
              "AWS::S3::Bucket", new Names("BucketName", "%n", Map.of("Arn", "arn:aws:s3:::%n"))),
          Map.entry(
              "AWS::SQS::Queue",
              new Names(
                  "QueueName",
                  "https://sqs.%r.amazonaws.com/%a/%n",
                  Map.of(
                      "Arn", "arn:aws:sqs:%r:%a:%n",
                      "QueueName", "%n",
                      "QueueUrl", "https://sqs.%r.amazonaws.com/%a/%n"))),
          Map.entry(
              "AWS::SNS::Topic",
              new Names(
                  "TopicName",
                  "arn:aws:sns:%r:%a:%n",
                  Map.of("TopicArn", "arn:aws:sns:%r:%a:%n", "TopicName", "%n"))),
          Map.entry(
              "AWS::DynamoDB::Table",
              new Names("TableName", "%n", Map.of("Arn", "arn:aws:dynamodb:%r:%a:table/%n"))),
          Map.entry(
              "AWS::IAM::Role",
              new Names("RoleName", "%n", Map.of("Arn", "arn:aws:iam::%a:role/%n"))),
          Map.entry(
              "AWS::KMS::Key",
              new Names("", "%n", Map.of("Arn", "arn:aws:kms:%r:%a:key/%n", "KeyId", "%n"))),
          Map.entry(
              "AWS::CloudTrail::Trail",
              new Names("TrailName", "%n", Map.of("Arn", "arn:aws:cloudtrail:%r:%a:trail/%n"))),
          Map.entry(
              "AWS::Logs::LogGroup",
              new Names("LogGroupName", "%n", Map.of("Arn", "arn:aws:logs:%r:%a:log-group:%n:*"))),
          Map.entry(
              "AWS::OpenSearchService::Domain",
              new Names(
                  "DomainName",
                  "%n",
                  Map.of(
                      "Arn", "arn:aws:es:%r:%a:domain/%n",
                      "DomainArn", "arn:aws:es:%r:%a:domain/%n",
                      "DomainEndpoint", "vpc-%n.%r.es.amazonaws.com"))),
          Map.entry(
              "AWS::OpenSearchServerless::Collection",
              new Names(
                  "Name",
                  "07tjusf2h91cunochc",
                  Map.of(
                      "Arn", "arn:aws:aoss:%r:%a:collection/07tjusf2h91cunochc",
                      "CollectionEndpoint", "https://07tjusf2h91cunochc.%r.aoss.amazonaws.com"))),
          Map.entry(
              "AWS::AutoScaling::AutoScalingGroup",
              new Names("AutoScalingGroupName", "%n", Map.of())),
          Map.entry("AWS::SSM::Parameter", new Names("Name", "%n", Map.of())),
          Map.entry(
              "AWS::SecretsManager::Secret",
              new Names("Name", "arn:aws:secretsmanager:%r:%a:secret:%n-AbCdEf", Map.of())));

  static @Nullable Names of(String type) {
    return OF_TYPE.get(type);
  }
}
