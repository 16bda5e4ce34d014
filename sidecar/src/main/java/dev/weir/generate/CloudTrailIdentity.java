package dev.weir.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Draws the userIdentity of an event: users, roles, services, sessions of the identity center. */
final class CloudTrailIdentity {
  private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave", "erin");

  private final SplittableRandom random;
  private final String account;

  CloudTrailIdentity(SplittableRandom random, String account) {
    this.random = random;
    this.account = account;
  }

  void append(StringBuilder json, CloudTrailCall call, Instant time) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    boolean isUser = call.name().equals(CloudTrailCall.SIGN_IN) || random.nextInt(3) == 0;
    switch (call.actor()) {
      case PERSON -> {
        if (isUser) {
          user(json, name);
        } else {
          role(json, "AWSReservedSSO_ReadOnly", name, time);
        }
      }
      case PIPELINE -> role(json, "deploy", "build", time);
      case SCALING ->
          json.append("{\"type\":\"AWSService\",\"invokedBy\":\"autoscaling.amazonaws.com\"}");
      case SCANNER -> role(json, "security-audit", "scanner", time);
    }
  }

  private void user(StringBuilder json, String name) {
    json.append("{\"type\":\"IAMUser\",\"principalId\":\"AIDA").append(id());
    json.append("\",\"arn\":\"arn:aws:iam::").append(account).append(":user/").append(name);
    json.append("\",\"accountId\":\"").append(account).append("\",\"accessKeyId\":\"AKIA");
    json.append(id()).append("\",\"userName\":\"").append(name).append("\"}");
  }

  private void role(StringBuilder json, String role, String name, Instant time) {
    String roleId = "AROA" + id();
    json.append("{\"type\":\"AssumedRole\",\"principalId\":\"").append(roleId).append(':');
    json.append(name).append("\",\"arn\":\"arn:aws:sts::").append(account);
    json.append(":assumed-role/").append(role).append('/').append(name);
    json.append("\",\"accountId\":\"").append(account).append("\",\"accessKeyId\":\"ASIA");
    json.append(id()).append("\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",");
    json.append("\"principalId\":\"").append(roleId).append("\",\"arn\":\"arn:aws:iam::");
    json.append(account).append(":role/").append(role).append("\",\"accountId\":\"");
    json.append(account).append("\",\"userName\":\"").append(role);
    json.append("\"},\"attributes\":{\"creationDate\":\"");
    json.append(time.minus(Duration.ofMinutes(20))).append("\",\"mfaAuthenticated\":\"");
    json.append(random.nextBoolean()).append("\"}}}");
  }

  private String id() {
    StringBuilder id = new StringBuilder(16);
    for (int i = 0; i < 16; i++) {
      id.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
    }
    return id.toString();
  }
}
