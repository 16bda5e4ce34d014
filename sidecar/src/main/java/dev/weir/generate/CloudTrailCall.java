package dev.weir.generate;

import java.util.List;

/**
 * An API call as CloudTrail writes it.
 *
 * @param service the first part of eventSource
 * @param name eventName
 * @param readOnly whether it changes nothing
 * @param request requestParameters as JSON; # is a random hex digit, @ the account
 * @param response responseElements likewise
 */
record CloudTrailCall(
    String service, String name, boolean readOnly, String request, String response) {

  static final List<CloudTrailCall> ALL =
      List.of(
          new CloudTrailCall(
              "ec2",
              "DescribeInstances",
              true,
              "{\"instancesSet\":{\"items\":[{\"instanceId\":\"i-0#############\"}]},\"filterSet\":{}}",
              "null"),
          new CloudTrailCall(
              "ec2",
              "RunInstances",
              false,
              "{\"instancesSet\":{\"items\":[{\"imageId\":\"ami-0#############\",\"minCount\":1,"
                  + "\"maxCount\":1}]},\"instanceType\":\"t4g.small\",\"monitoring\":{\"enabled\":false}}",
              "{\"reservationId\":\"r-0#############\",\"ownerId\":\"@\",\"instancesSet\":{\"items\":"
                  + "[{\"instanceId\":\"i-0#############\",\"instanceState\":{\"code\":0,\"name\":"
                  + "\"pending\"},\"privateIpAddress\":\"10.0.4.17\"}]}}"),
          new CloudTrailCall(
              "s3",
              "GetBucketAcl",
              true,
              "{\"bucketName\":\"logs-@\",\"Host\":\"logs-@.s3.amazonaws.com\",\"acl\":\"\"}",
              "null"),
          new CloudTrailCall(
              "s3",
              "PutBucketPolicy",
              false,
              "{\"bucketName\":\"logs-@\",\"bucketPolicy\":{\"Version\":\"2012-10-17\",\"Statement\":"
                  + "[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::@:root\"},"
                  + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::logs-@/*\"}]}}",
              "null"),
          new CloudTrailCall(
              "sts",
              "AssumeRole",
              true,
              "{\"roleArn\":\"arn:aws:iam::@:role/deploy\",\"roleSessionName\":\"build-########\","
                  + "\"durationSeconds\":3600}",
              "{\"credentials\":{\"accessKeyId\":\"ASIA############\",\"expiration\":"
                  + "\"Jan 1, 2030, 1:00:00 AM\"},\"assumedRoleUser\":{\"assumedRoleId\":"
                  + "\"AROA############:build\",\"arn\":\"arn:aws:sts::@:assumed-role/deploy/build\"}}"),
          new CloudTrailCall(
              "iam",
              "CreateUser",
              false,
              "{\"userName\":\"svc-########\",\"tags\":[{\"key\":\"team\",\"value\":\"platform\"}]}",
              "{\"user\":{\"path\":\"/\",\"userName\":\"svc-########\",\"userId\":"
                  + "\"AIDA############\",\"arn\":\"arn:aws:iam::@:user/svc\"}}"),
          new CloudTrailCall(
              "kms",
              "Decrypt",
              true,
              "{\"encryptionContext\":{\"aws:s3:arn\":\"arn:aws:s3:::logs-@\"},"
                  + "\"encryptionAlgorithm\":\"SYMMETRIC_DEFAULT\"}",
              "null"),
          new CloudTrailCall(
              "signin", "ConsoleLogin", false, "null", "{\"ConsoleLogin\":\"Success\"}"));
}
