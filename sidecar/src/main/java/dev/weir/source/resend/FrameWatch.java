package dev.weir.source.resend;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for frames that Fluent Bit acknowledged and that will not arrive: a filter dropped all of
 * one, or the disk lost it. A frame is missing when Fluent Bit's buffer demonstrably holds it no
 * more. It is sent again, which deterministic ids make harmless, and after some tries given up.
 * Since a broken chunk may lie in the buffer for ever, a frame is also sent again, but not given
 * up, when whatever arrived was delivered at once for so long that it should have been among it.
 * What cannot be sent again is waited for, for as long as the buffer may hold it.
 */
public final class FrameWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(FrameWatch.class);

  /** Between two looks; also the least age of an acknowledgement that is looked at. */
  private static final Duration TICK = Duration.ofSeconds(2);

  private final SentFrames sent;
  private final FluentBitBuffer buffer;
  private final BooleanSupplier delivering;
  private final Duration patience;
  private final int sends;
  private final LostFrames lost;
  private final LongSupplier nanoClock;
  private long troubledNanos;

  /**
   * A watch that looks when it runs.
   *
   * @param delivering whether OpenSearch takes what arrives now
   * @param patience after which a frame is sent again although the buffer may hold it; longer than
   *     Fluent Bit's longest pause between two tries
   * @param sends how often a frame is sent before it is given up
   * @param nanoClock as {@link System#nanoTime}
   */
  public FrameWatch(
      SentFrames sent,
      FluentBitBuffer buffer,
      BooleanSupplier delivering,
      Duration patience,
      int sends,
      LostFrames lost,
      LongSupplier nanoClock) {
    this.sent = sent;
    this.buffer = buffer;
    this.delivering = delivering;
    this.patience = patience;
    this.sends = sends;
    this.lost = lost;
    this.nanoClock = nanoClock;
    this.troubledNanos = nanoClock.getAsLong();
  }

  /** Looks now and then, until it is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        // Files vanish from a folder that others write: it is looked at every so often.
        Thread.sleep(TICK);
        try {
          look();
        } catch (RuntimeException e) {
          LOG.error("The search for frames that do not arrive failed; it goes on", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look, and what follows from it. */
  void look() throws InterruptedException {
    long now = nanoClock.getAsLong();
    if (!delivering.getAsBoolean()) {
      troubledNanos = now;
    }
    // In this order: what is not in the buffer after its acknowledgement never will be.
    List<SentFrame> acknowledged = sent.acknowledged();
    if (acknowledged.isEmpty()) {
      return;
    }
    OptionalLong oldest = buffer.oldestChunk();
    Map<ObjectVersion, List<Frame>> again = new LinkedHashMap<>();
    Map<ObjectVersion, List<Frame>> never = new LinkedHashMap<>();
    for (SentFrame frame : acknowledged) {
      boolean mayBeSent = frame.sends() < sends;
      if (isOutOfBuffer(frame, oldest, now)) {
        add(mayBeSent ? again : never, frame.frame());
      } else if (mayBeSent && isOverdue(frame, now)) {
        add(again, frame.frame());
      }
    }
    never.forEach(lost::giveUp);
    for (Map.Entry<ObjectVersion, List<Frame>> object : again.entrySet()) {
      if (!lost.resend(object.getKey(), object.getValue())) {
        // The buffer may hold them still; what it demonstrably does not is given up at the next
        // look.
        object.getValue().forEach(sent::neverAgain);
      }
    }
  }

  private static void add(Map<ObjectVersion, List<Frame>> frames, Frame frame) {
    frames.computeIfAbsent(frame.object(), object -> new ArrayList<>()).add(frame);
  }

  private static boolean isOutOfBuffer(SentFrame frame, OptionalLong oldest, long now) {
    return now - frame.acknowledgedNanos() >= TICK.toNanos()
        && oldest.isPresent()
        && frame.acknowledgedSeconds() < oldest.getAsLong();
  }

  /** Reason enough to send it again, which does no harm; never to give it up. */
  private boolean isOverdue(SentFrame frame, long now) {
    long age = now - frame.acknowledgedNanos();
    return Math.min(age, now - troubledNanos) >= patience.toNanos();
  }
}
