package dev.weir.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The bodies of the messages by which S3 announces objects, as AWS documents them: "Event message
 * structure" (version 2.1) and "EventBridge event message structure" in the user guide of S3, "HTTP
 * notification JSON format" in that of SNS.
 */
public final class S3EventMessages {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String ACCOUNT = "111122223333";
  private static final String REQUEST_ID = "C3D13FE58DE4C810";
  private static final String HOST_ID =
      "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD";
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private S3EventMessages() {}

  /** {@code ObjectCreated:Put} for each of the objects, in one message. */
  public static String created(String region, List<StoredObject> objects) {
    return json(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("Records");
          for (StoredObject object : objects) {
            record(json, region, object);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** {@code ObjectCreated:Put} for one object. */
  public static String created(String region, StoredObject object) {
    return created(region, List.of(object));
  }

  /** What S3 sends once when notifications of a bucket are configured. */
  public static String testEvent(String bucket, Instant time) {
    return json(
        json -> {
          json.writeStartObject();
          json.writeStringField("Service", "Amazon S3");
          json.writeStringField("Event", "s3:TestEvent");
          json.writeStringField("Time", MILLIS.format(time));
          json.writeStringField("Bucket", bucket);
          json.writeStringField("RequestId", REQUEST_ID);
          json.writeStringField("HostId", HOST_ID);
          json.writeEndObject();
        });
  }

  /** {@code message} as SNS delivers it to a queue without raw message delivery. */
  public static String snsWrapped(String region, String topic, Instant time, String message) {
    String arn = "arn:aws:sns:" + region + ":" + ACCOUNT + ":" + topic;
    String host = "https://sns." + region + ".amazonaws.com/";
    return json(
        json -> {
          json.writeStartObject();
          json.writeStringField("Type", "Notification");
          json.writeStringField("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
          json.writeStringField("TopicArn", arn);
          json.writeStringField("Subject", "Amazon S3 Notification");
          json.writeStringField("Message", message);
          json.writeStringField("Timestamp", MILLIS.format(time));
          json.writeStringField("SignatureVersion", "1");
          json.writeStringField(
              "Signature", "EXAMPLEw6JRNwm1LFQL4ICB0bnXrdB8ClRMTQFGBqwLpGbM78tJ4");
          json.writeStringField(
              "SigningCertURL", host + "SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96.pem");
          json.writeStringField(
              "UnsubscribeURL",
              host
                  + "?Action=Unsubscribe&SubscriptionArn="
                  + arn
                  + ":c9135db0-26c4-47ec-8998-413945fb5a96");
          json.writeEndObject();
        });
  }

  /** {@code Object Created} as EventBridge delivers it to a queue; the key is not encoded there. */
  public static String eventBridge(String region, StoredObject object) {
    return json(
        json -> {
          json.writeStartObject();
          json.writeStringField("version", "0");
          json.writeStringField("id", "17793124-05d4-b198-2fde-7ededc63b103");
          json.writeStringField("detail-type", "Object Created");
          json.writeStringField("source", "aws.s3");
          json.writeStringField("account", ACCOUNT);
          json.writeStringField("time", SECONDS.format(object.eventTime()));
          json.writeStringField("region", region);
          json.writeArrayFieldStart("resources");
          json.writeString("arn:aws:s3:::" + object.bucket());
          json.writeEndArray();
          eventBridgeDetail(json, object);
          json.writeEndObject();
        });
  }

  /** A key as it stands in S3's own messages: form encoding, but with its slashes. */
  public static String encodedKey(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static void record(JsonGenerator json, String region, StoredObject object)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("eventVersion", "2.1");
    json.writeStringField("eventSource", "aws:s3");
    json.writeStringField("awsRegion", region);
    json.writeStringField("eventTime", MILLIS.format(object.eventTime()));
    json.writeStringField("eventName", "ObjectCreated:Put");
    principal(json, "userIdentity", "AWS:AIDAJDPLRKLG7UEXAMPLE");
    json.writeObjectFieldStart("requestParameters");
    json.writeStringField("sourceIPAddress", "127.0.0.1");
    json.writeEndObject();
    json.writeObjectFieldStart("responseElements");
    json.writeStringField("x-amz-request-id", REQUEST_ID);
    json.writeStringField("x-amz-id-2", HOST_ID);
    json.writeEndObject();
    json.writeObjectFieldStart("s3");
    json.writeStringField("s3SchemaVersion", "1.0");
    json.writeStringField("configurationId", "weir-lab");
    json.writeObjectFieldStart("bucket");
    json.writeStringField("name", object.bucket());
    principal(json, "ownerIdentity", "A3NL1KOZZKExample");
    json.writeStringField("arn", "arn:aws:s3:::" + object.bucket());
    json.writeEndObject();
    json.writeObjectFieldStart("object");
    json.writeStringField("key", encodedKey(object.key()));
    json.writeNumberField("size", object.sizeBytes());
    json.writeStringField("eTag", object.eTag());
    if (object.versionId() != null) {
      json.writeStringField("versionId", object.versionId());
    }
    json.writeStringField("sequencer", object.sequencer());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void principal(JsonGenerator json, String field, String id) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("principalId", id);
    json.writeEndObject();
  }

  private static void eventBridgeDetail(JsonGenerator json, StoredObject object)
      throws IOException {
    json.writeObjectFieldStart("detail");
    json.writeStringField("version", "0");
    json.writeObjectFieldStart("bucket");
    json.writeStringField("name", object.bucket());
    json.writeEndObject();
    json.writeObjectFieldStart("object");
    json.writeStringField("key", object.key());
    json.writeNumberField("size", object.sizeBytes());
    json.writeStringField("etag", object.eTag());
    if (object.versionId() != null) {
      json.writeStringField("version-id", object.versionId());
    }
    json.writeStringField("sequencer", object.sequencer());
    json.writeEndObject();
    json.writeStringField("request-id", REQUEST_ID);
    json.writeStringField("requester", ACCOUNT);
    json.writeStringField("source-ip-address", "127.0.0.1");
    json.writeStringField("reason", "PutObject");
    json.writeEndObject();
  }

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private static String json(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: a string does not fail", e);
    }
    return text.toString();
  }
}
