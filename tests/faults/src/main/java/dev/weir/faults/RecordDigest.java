package dev.weir.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who a record is and what it says, 64 bits each, told from its own fields: of a record as it was
 * made and of its document in OpenSearch they are the same. What Weir adds to it is left out.
 *
 * @param id of the field in which the record names itself
 * @param content of all the fields that records of its type may have
 */
record RecordDigest(long id, long content) {
  private static final List<String> WAF =
      List.of(
          "requestId",
          "timestamp",
          "formatVersion",
          "webaclId",
          "terminatingRuleId",
          "terminatingRuleType",
          "action",
          "httpSourceName",
          "httpSourceId",
          "clientIp",
          "country",
          "httpMethod",
          "httpStatus",
          "responseCodeSent",
          "uri",
          "args",
          "httpVersion",
          "userAgent",
          "responseBytes");
  private static final List<String> TRAIL =
      List.of(
          "eventID",
          "eventVersion",
          "userIdentity",
          "eventTime",
          "eventSource",
          "eventName",
          "awsRegion",
          "sourceIPAddress",
          "userAgent",
          "errorCode",
          "errorMessage",
          "requestParameters",
          "responseElements",
          "requestID",
          "readOnly",
          "eventType",
          "managementEvent",
          "recipientAccountId",
          "eventCategory",
          "tlsDetails");
  private static final List<String> LINE = List.of("line", "time", "text", "number", "part");

  /** Of a record, or of the document that became of it. */
  static RecordDigest of(JsonNode record) {
    List<String> fields = record.has("requestId") ? WAF : record.has("eventID") ? TRAIL : LINE;
    MessageDigest sha = sha256();
    long id = first(sha.digest(utf8(record.path(fields.getFirst()).asText())));
    StringBuilder content = new StringBuilder(1_024);
    for (String field : fields) {
      content.append(field).append('=');
      canonical(record.path(field), content);
      content.append('\n');
    }
    return new RecordDigest(id, first(sha.digest(utf8(content.toString()))));
  }

  /** Members in the order of their names, so that only what is said counts. */
  private static void canonical(JsonNode value, StringBuilder out) {
    if (value.isObject()) {
      Map<String, JsonNode> members = new TreeMap<>();
      value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      out.append('{');
      members.forEach(
          (name, member) -> {
            out.append(name).append(':');
            canonical(member, out);
            out.append(',');
          });
      out.append('}');
    } else if (value.isArray()) {
      out.append('[');
      value.forEach(
          element -> {
            canonical(element, out);
            out.append(',');
          });
      out.append(']');
    } else {
      out.append(value.getNodeType()).append(' ').append(value.asText());
    }
  }

  private static long first(byte[] hash) {
    return ByteBuffer.wrap(hash).getLong();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
