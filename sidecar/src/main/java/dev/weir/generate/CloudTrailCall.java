package dev.weir.generate;

import java.util.List;

/**
 * An API call as CloudTrail writes it.
 *
 * @param actor who makes it
 * @param service the first part of eventSource
 * @param name eventName
 * @param readOnly whether it changes nothing
 * @param request requestParameters as JSON; # is a random hex digit, @ the account
 * @param response responseElements likewise
 */
record CloudTrailCall(
    CloudTrailActor actor,
    String service,
    String name,
    boolean readOnly,
    String request,
    String response) {
  static final String SIGN_IN = "ConsoleLogin";
  private static final String NOTHING = "null";

  /** An ordinary day: sign-ins, deployments, scaling, and scanners. */
  static final List<CloudTrailCall> ALL =
      List.of(
          change(
              CloudTrailActor.PERSON,
              "signin",
              SIGN_IN,
              NOTHING,
              """
              {"ConsoleLogin":"Success"}"""),
          read(
              CloudTrailActor.PERSON,
              "ec2",
              "DescribeInstances",
              """
              {"instancesSet":{"items":[{"instanceId":"i-0#############"}]},"filterSet":{}}"""),
          read(
              CloudTrailActor.PERSON,
              "cloudtrail",
              "LookupEvents",
              """
              {"lookupAttributes":[{"attributeKey":"Username","attributeValue":"svc-########"}],\
              "maxResults":50}"""),
          read(
              CloudTrailActor.PERSON,
              "monitoring",
              "DescribeAlarms",
              """
              {"alarmNamePrefix":"orders-","maxRecords":100}"""),
          change(
              CloudTrailActor.PIPELINE,
              "sts",
              "AssumeRole",
              """
              {"roleArn":"arn:aws:iam::@:role/deploy","roleSessionName":"build-########",\
              "durationSeconds":3600}""",
              """
              {"credentials":{"accessKeyId":"ASIA############","expiration":\
              "Jan 1, 2030, 1:00:00 AM"},"assumedRoleUser":{"assumedRoleId":\
              "AROA############:build","arn":"arn:aws:sts::@:assumed-role/deploy/build"}}"""),
          change(
              CloudTrailActor.PIPELINE,
              "cloudformation",
              "ExecuteChangeSet",
              """
              {"changeSetName":"deploy-########","stackName":"orders"}""",
              NOTHING),
          change(
              CloudTrailActor.PIPELINE,
              "lambda",
              "UpdateFunctionCode20150331v2",
              """
              {"functionName":"orders","s3Bucket":"artifacts-@","s3Key":"orders/########.zip",\
              "publish":true,"dryRun":false}""",
              """
              {"functionName":"orders","runtime":"java25","codeSize":8123456,"version":"12",\
              "functionArn":"arn:aws:lambda:eu-west-1:@:function:orders"}"""),
          change(
              CloudTrailActor.PIPELINE,
              "ecs",
              "UpdateService",
              """
              {"cluster":"production","service":"orders","taskDefinition":"orders:118",\
              "desiredCount":4}""",
              """
              {"service":{"serviceName":"orders","status":"ACTIVE","desiredCount":4,\
              "runningCount":4}}"""),
          change(
              CloudTrailActor.PIPELINE,
              "s3",
              "PutBucketPolicy",
              """
              {"bucketName":"logs-@","bucketPolicy":{"Version":"2012-10-17","Statement":\
              [{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::@:root"},\
              "Action":"s3:GetObject","Resource":"arn:aws:s3:::logs-@/*"}]}}""",
              NOTHING),
          change(
              CloudTrailActor.PIPELINE,
              "iam",
              "CreateUser",
              """
              {"userName":"svc-########","tags":[{"key":"team","value":"platform"}]}""",
              """
              {"user":{"path":"/","userName":"svc-########","userId":\
              "AIDA############","arn":"arn:aws:iam::@:user/svc"}}"""),
          change(
              CloudTrailActor.SCALING,
              "ec2",
              "RunInstances",
              """
              {"instancesSet":{"items":[{"imageId":"ami-0#############","minCount":1,\
              "maxCount":1}]},"instanceType":"t4g.small","monitoring":{"enabled":false}}""",
              """
              {"reservationId":"r-0#############","ownerId":"@","instancesSet":{"items":\
              [{"instanceId":"i-0#############","instanceState":{"code":0,"name":\
              "pending"},"privateIpAddress":"10.0.4.17"}]}}"""),
          change(
              CloudTrailActor.SCALING,
              "ec2",
              "TerminateInstances",
              """
              {"instancesSet":{"items":[{"instanceId":"i-0#############"}]}}""",
              """
              {"instancesSet":{"items":[{"instanceId":"i-0#############","currentState":\
              {"code":32,"name":"shutting-down"},"previousState":{"code":16,"name":"running"}}]}}"""),
          read(
              CloudTrailActor.SCALING,
              "kms",
              "Decrypt",
              """
              {"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::logs-@"},\
              "encryptionAlgorithm":"SYMMETRIC_DEFAULT"}"""),
          read(
              CloudTrailActor.SCANNER,
              "s3",
              "GetBucketAcl",
              """
              {"bucketName":"logs-@","Host":"logs-@.s3.amazonaws.com","acl":""}"""),
          read(
              CloudTrailActor.SCANNER,
              "ec2",
              "DescribeSecurityGroups",
              """
              {"securityGroupSet":{},"securityGroupIdSet":{"items":[{"groupId":\
              "sg-0#############"}]},"filterSet":{}}"""),
          read(CloudTrailActor.SCANNER, "iam", "GetAccountPasswordPolicy", NOTHING),
          read(
              CloudTrailActor.SCANNER,
              "iam",
              "GetRolePolicy",
              """
              {"roleName":"deploy","policyName":"deploy-########"}"""));

  private static CloudTrailCall read(
      CloudTrailActor actor, String service, String name, String request) {
    return new CloudTrailCall(actor, service, name, true, request, NOTHING);
  }

  private static CloudTrailCall change(
      CloudTrailActor actor, String service, String name, String request, String response) {
    return new CloudTrailCall(actor, service, name, false, request, response);
  }
}
