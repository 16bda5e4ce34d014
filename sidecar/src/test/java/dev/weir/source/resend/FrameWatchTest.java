package dev.weir.source.resend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameWatchTest implements LostFrames {
  private static final ObjectVersion OBJECT = new ObjectVersion("b", "k", "v");
  private static final Frame FRAME = new Frame(OBJECT, 0, 3, 1);
  private static final long ACKNOWLEDGED = 1_700_000_000;

  private final Path input;
  private final SentFrames sent;
  private final FrameWatch watch;
  private final List<Frame> resent = new ArrayList<>();
  private final List<Frame> givenUp = new ArrayList<>();
  private boolean delivering = true;
  private boolean there = true;
  private long nanos;

  FrameWatchTest(@TempDir Path storage) throws IOException {
    this.input = Files.createDirectories(storage.resolve("forward.0"));
    this.sent =
        new SentFrames(
            Clock.fixed(Instant.ofEpochSecond(ACKNOWLEDGED), ZoneOffset.UTC), () -> nanos);
    this.watch =
        new FrameWatch(
            sent,
            new FluentBitBuffer(storage),
            () -> delivering,
            Duration.ofMinutes(10),
            3,
            this,
            () -> nanos);
  }

  @Test
  void leavesAFrameAloneThatMayBeInTheBuffer() throws Exception {
    chunk(ACKNOWLEDGED);
    sendAndAcknowledge();

    pass(Duration.ofMinutes(9));

    assertEquals(List.of(), resent);
  }

  @Test
  void sendsAFrameAgainWhoseChunkIsGone() throws Exception {
    chunk(ACKNOWLEDGED + 1);
    sendAndAcknowledge();

    pass(Duration.ofSeconds(3));

    assertEquals(List.of(FRAME), resent);
  }

  @Test
  void givesAFrameUpAfterTheThirdTime() throws Exception {
    sendAndAcknowledge();
    pass(Duration.ofSeconds(3));
    sent.acknowledged(FRAME);
    pass(Duration.ofSeconds(3));
    assertEquals(List.of(), givenUp);
    sent.acknowledged(FRAME);

    pass(Duration.ofSeconds(3));

    assertEquals(List.of(FRAME, FRAME), resent);
    assertEquals(List.of(FRAME), givenUp);
  }

  @Test
  void looksForNothingThatIsSettledOrNotAcknowledged() throws Exception {
    sent.sent(FRAME);
    pass(Duration.ofMinutes(20));
    sent.acknowledged(FRAME);
    sent.settled(FRAME);

    pass(Duration.ofMinutes(20));

    assertEquals(List.of(), resent);
  }

  @Test
  void believesABrokenChunkInTheBufferForALimitedTime() throws Exception {
    chunk(ACKNOWLEDGED - 5);
    sendAndAcknowledge();

    pass(Duration.ofMinutes(11));

    assertEquals(List.of(FRAME), resent);
  }

  @Test
  void givesNothingUpThatTheBufferMayHold() throws Exception {
    chunk(ACKNOWLEDGED - 5);
    sendAndAcknowledge();
    for (int send = 1; send <= 3; send++) {
      pass(Duration.ofMinutes(11));
      sent.acknowledged(FRAME);
    }

    pass(Duration.ofHours(5));

    assertEquals(List.of(FRAME, FRAME), resent);
    assertEquals(List.of(), givenUp);
  }

  @Test
  void waitsForWhatCannotBeSentAgainAsLongAsTheBufferMayHoldIt() throws Exception {
    Path chunk = chunk(ACKNOWLEDGED - 5);
    sendAndAcknowledge();
    there = false;

    pass(Duration.ofMinutes(11));
    pass(Duration.ofHours(5));
    assertEquals(List.of(FRAME), resent, "asked for once");
    assertEquals(List.of(), givenUp);
    Files.delete(chunk);
    pass(Duration.ofSeconds(3));

    assertEquals(List.of(FRAME), resent);
    assertEquals(List.of(FRAME), givenUp);
  }

  @Test
  void countsNoTimeInWhichNothingCouldBeDelivered() throws Exception {
    chunk(ACKNOWLEDGED - 5);
    sendAndAcknowledge();
    delivering = false;
    pass(Duration.ofHours(5));
    delivering = true;

    pass(Duration.ofMinutes(9));
    assertEquals(List.of(), resent);
    pass(Duration.ofMinutes(2));

    assertEquals(List.of(FRAME), resent);
  }

  @Override
  public boolean resend(ObjectVersion object, List<Frame> frames) {
    resent.addAll(frames);
    if (there) {
      frames.forEach(sent::sent);
    }
    return there;
  }

  @Override
  public void giveUp(ObjectVersion object, List<Frame> frames) {
    frames.forEach(sent::settled);
    givenUp.addAll(frames);
  }

  private void sendAndAcknowledge() {
    sent.sent(FRAME);
    sent.acknowledged(FRAME);
  }

  private void pass(Duration time) throws InterruptedException {
    nanos += time.toNanos();
    watch.look();
  }

  private Path chunk(long seconds) throws IOException {
    return Files.createFile(input.resolve("17-" + seconds + ".1234.flb"));
  }
}
