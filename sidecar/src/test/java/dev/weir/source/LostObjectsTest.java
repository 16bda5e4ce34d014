package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.StoredObject;
import dev.weir.source.resend.FluentBitSettings;
import dev.weir.source.send.ForwardPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Frames that did not arrive, of objects that are not there any more to be read again. */
@ExtendWith(LabExtension.class)
class LostObjectsTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private final Lab lab;
  private final Path storage;

  LostObjectsTest(Lab lab, @TempDir Path storage) {
    this.lab = lab;
    this.storage = storage;
  }

  @Test
  void waitsForAFrameThatTheBufferMayHold() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "lost-waits", VISIBILITY)) {
      Path chunk = chunk(1);
      StoredObject object = overwrittenBeforeItArrived(pipeline);
      long end = System.nanoTime() + Duration.ofSeconds(7).toNanos();
      Eventually.until("three looks later", () -> System.nanoTime() - end > 0);
      assertEquals(List.of(), pipeline.ledger.account(LedgerAskedTest.version(object)).givenUp);
      assertEquals(0, pipeline.observer.count("deleted"));

      pipeline.settle(pipeline.peer.frames().getFirst());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(List.of(), pipeline.ledger.account(LedgerAskedTest.version(object)).givenUp);
      assertEquals(0, pipeline.observer.count("resent text"));
      Files.delete(chunk);
    }
  }

  @Test
  void givesAFrameUpOnceTheBufferDoesNotHoldIt() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "lost-given-up", VISIBILITY)) {
      Path chunk = chunk(1);
      StoredObject object = overwrittenBeforeItArrived(pipeline);

      Files.delete(chunk);

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.ledger.account(LedgerAskedTest.version(object)).givenUp.size());
    }
  }

  @Test
  void sendsAFrameAgainIfTheSameContentWasWrittenOnceMore() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "lost-same", VISIBILITY)) {
      StoredObject object = acknowledged(pipeline);
      // What S3 says of times has whole seconds.
      long second = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      Eventually.until("another second", () -> System.nanoTime() - second > 0);
      StoredObject once = lab.put(pipeline.bucket, "a.log", S3SourceTest.bytes("x\n"));
      assertEquals(LedgerAskedTest.version(object), LedgerAskedTest.version(once));

      pipeline.peer.behave(
          frame -> {
            pipeline.settle(frame);
            return ForwardPeer.Answer.ACK;
          });

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.observer.count("resent text"));
    }
  }

  private StoredObject overwrittenBeforeItArrived(Pipeline pipeline) {
    StoredObject object = acknowledged(pipeline);
    lab.put(pipeline.bucket, "a.log", S3SourceTest.bytes("y\n"));
    return object;
  }

  /** An object whose one frame is acknowledged and does not arrive. */
  private StoredObject acknowledged(Pipeline pipeline) {
    pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
    StoredObject object =
        lab.put(pipeline.bucket, "a.log", S3SourceTest.bytes("x\n"), pipeline.queueUrl);
    pipeline.start(
        pipeline.settings(VISIBILITY),
        settings ->
            SourceSettingsBuilder.from(settings)
                .fluentBit(new FluentBitSettings(storage, Duration.ofSeconds(3), false))
                .build());
    Eventually.until("acknowledged", () -> pipeline.observer.count("acknowledged") == 1);
    return object;
  }

  /** A file of Fluent Bit's buffer, begun so many seconds after the epoch. */
  private Path chunk(long seconds) throws IOException {
    Path input = Files.createDirectories(storage.resolve("forward.0"));
    return Files.createFile(input.resolve("17-" + seconds + ".1234.flb"));
  }
}
