package dev.weir.source.queue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks one JSON document and remembers the values that matter, by their dotted path. */
final class NotificationReader {
  private static final int MOST_RECORDS = 10_000;
  private static final String RECORD = "Records";

  private final Map<String, String> document = new HashMap<>();
  private final List<Map<String, String>> records = new ArrayList<>();
  private boolean hasRecords;

  /** Reads the object whose opening brace was read last. */
  void object(JsonParser parser, String path) throws IOException {
    object(parser, path, document);
  }

  /** The text inside of an SNS message, or null if the document is none. */
  @Nullable String snsMessage() {
    boolean sns = "Notification".equals(document.get("Type")) && document.containsKey("TopicArn");
    return sns ? document.get("Message") : null;
  }

  /** What the document says. */
  Notification notification() {
    if ("s3:TestEvent".equals(document.get("Event"))) {
      return new Notification.Test();
    }
    if (hasRecords) {
      return fromS3();
    }
    if ("aws.s3".equals(document.get("source")) && document.containsKey("detail-type")) {
      return fromEventBridge();
    }
    return new Notification.Other("other_source");
  }

  private Notification fromS3() {
    List<NotifiedObject> created = new ArrayList<>();
    for (Map<String, String> event : records) {
      String source = event.getOrDefault("eventSource", "");
      String name = event.getOrDefault("eventName", "");
      String bucket = event.get("s3.bucket.name");
      String key = event.get("s3.object.key");
      if (!source.endsWith(":s3")) {
        return new Notification.Other("other_source");
      }
      if (!isReadable(name)) {
        continue;
      }
      if (bucket == null || key == null) {
        return new Notification.Other("unreadable");
      }
      created.add(
          new NotifiedObject(
              bucket,
              // S3 encodes keys like a form: a space is a plus.
              URLDecoder.decode(key, StandardCharsets.UTF_8),
              version(event.get("s3.object.versionId")),
              eTag(event.get("s3.object.eTag")),
              size(event.get("s3.object.size")),
              null));
    }
    return new Notification.Objects(created);
  }

  private Notification fromEventBridge() {
    String type = document.getOrDefault("detail-type", "");
    if (!type.equals("Object Created") && !type.equals("Object Restore Completed")) {
      return new Notification.Objects(List.of());
    }
    String bucket = document.get("detail.bucket.name");
    String key = document.get("detail.object.key");
    if (bucket == null || key == null) {
      return new Notification.Other("unreadable");
    }
    return new Notification.Objects(
        List.of(
            new NotifiedObject(
                bucket,
                // EventBridge gives the key as it is.
                key,
                version(document.get("detail.object.version-id")),
                eTag(document.get("detail.object.etag")),
                size(document.get("detail.object.size")),
                document.get("account"))));
  }

  /** Created, or back from an archive: there is something to read. */
  private static boolean isReadable(String eventName) {
    String name = eventName.startsWith("s3:") ? eventName.substring(3) : eventName;
    return name.startsWith("ObjectCreated:") || name.equals("ObjectRestore:Completed");
  }

  private static @Nullable String version(@Nullable String versionId) {
    return versionId == null || versionId.isEmpty() || versionId.equals("null") ? null : versionId;
  }

  private static @Nullable String eTag(@Nullable String eTag) {
    return eTag == null || eTag.isEmpty() ? null : eTag.replace("\"", "");
  }

  private static long size(@Nullable String size) {
    try {
      return size == null ? -1 : Long.parseLong(size);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void object(JsonParser parser, String path, Map<String, String> values)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String below = path.isEmpty() ? name : path + "." + name;
      parser.nextToken();
      value(parser, below, values);
    }
  }

  private void value(JsonParser parser, String path, Map<String, String> values)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      object(parser, path, values);
    } else if (token == JsonToken.START_ARRAY && path.equals(RECORD)) {
      records(parser);
    } else if (token == JsonToken.START_ARRAY) {
      parser.skipChildren();
    } else if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      values.putIfAbsent(path, parser.getText());
    }
  }

  private void records(JsonParser parser) throws IOException {
    hasRecords = true;
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (token != JsonToken.START_OBJECT || records.size() == MOST_RECORDS) {
        throw new IllegalArgumentException("an event is an object");
      }
      Map<String, String> record = new HashMap<>();
      object(parser, "", record);
      records.add(record);
      token = parser.nextToken();
    }
  }
}
