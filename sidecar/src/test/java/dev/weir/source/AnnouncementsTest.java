package dev.weir.source;

import static dev.weir.source.S3SourceTest.bytes;
import static dev.weir.source.S3SourceTest.wafLines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A message is deleted when all that it announces is settled, or if its kind announces nothing. */
@ExtendWith(LabExtension.class)
class AnnouncementsTest {
  private static final String REGION = "eu-west-1";
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  private final Lab lab;

  AnnouncementsTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void readsWhatCallsAndNoticesAnnounce() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "announced", Duration.ofSeconds(30))) {
      String called = "called/a b+c.log";
      lab.put(pipeline.bucket, called, bytes(wafLines(3)));
      lab.put(pipeline.bucket, "noticed/1.log", bytes(wafLines(4)));
      lab.put(pipeline.bucket, "noticed/2.log", bytes(wafLines(5)));
      lab.send(pipeline.queueUrl, call("PutObject", pipeline.bucket, called, ""));
      lab.send(pipeline.queueUrl, noticed(pipeline.bucket));

      pipeline.start();

      Eventually.until("both deleted", () -> pipeline.observer.count("deleted") == 2);
      assertEquals(3, pipeline.ledger.settledObjects());
      assertEquals(12, pipeline.records().size());
      assertEquals(0, pipeline.messagesInQueue());
    }
  }

  @Test
  void deletesUnreadOnlyWhatIsKnownToCreateNothing() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "unannounced", Duration.ofSeconds(30));
        LogLines log = new LogLines("dev.weir.source.queue.QueueReceiver")) {
      StoredObject object = lab.put(pipeline.bucket, "1.log", bytes(wafLines(3)));
      String created = S3EventMessages.created(REGION, object);
      List<String> nothing =
          List.of(
              S3EventMessages.testEvent(pipeline.bucket, TIME),
              created.replace("ObjectCreated:Put", "ObjectRemoved:Delete"),
              call("PutObject", pipeline.bucket, "1.log", ",\"errorCode\":\"AccessDenied\""),
              call("DeleteObject", pipeline.bucket, "1.log", ""));
      List<String> unknown =
          List.of(
              created.replace("ObjectCreated:Put", "ObjectRenamed:Put"),
              call("RenameObject", pipeline.bucket, "1.log", ""),
              S3EventMessages.eventBridge(REGION, object).replace("Created", "Renamed"));
      nothing.forEach(body -> lab.send(pipeline.queueUrl, body));
      unknown.forEach(body -> lab.send(pipeline.queueUrl, body));

      pipeline.start();

      CountingObserver observer = pipeline.observer;
      Eventually.until("all received", () -> observer.count("received") == 7);
      Eventually.until("four deleted", () -> observer.count("deleted") == 4);
      assertEquals(3, pipeline.messagesInQueue());
      assertEquals(0, pipeline.records().size());
      for (String kind :
          List.of("test_event", "object_removed", "failed_call", "call_without_object")) {
        assertEquals(1, observer.count("nothing " + kind), kind);
      }
      for (String kind : List.of("s3_event", "api_call", "eventbridge_event")) {
        assertEquals(1, observer.count("left unknown_" + kind), kind);
      }
      assertEquals(1, log.lines().size(), "one warning a minute");
      assertTrue(log.lines().getFirst().contains("Renam"), log.lines().getFirst());
    }
  }

  private static String call(String name, String bucket, String key, String more) {
    return """
        {"version":"0","detail-type":"AWS API Call via CloudTrail","source":"aws.s3",
         "account":"111122223333","detail":{"eventSource":"s3.amazonaws.com","eventName":"%s",
         "requestParameters":{"bucketName":"%s","key":"%s"},"readOnly":false%s}}
        """
        .formatted(name, bucket, key, more);
  }

  private static String noticed(String bucket) {
    String notice =
        "{\"s3Bucket\":\"%s\",\"s3ObjectKey\":[\"noticed/1.log\",\"noticed/2.log\"]}"
            .formatted(bucket);
    return S3EventMessages.snsWrapped(REGION, "trail", TIME, notice);
  }
}
