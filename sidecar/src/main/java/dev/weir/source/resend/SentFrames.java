package dev.weir.source.resend;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The frames that are sent and not settled. They are as many as fit into the window of unsettled
 * bytes. Thread-safe.
 */
public final class SentFrames {
  private final Map<Frame, SentFrame> frames = new ConcurrentHashMap<>();
  private final Clock clock;
  private final LongSupplier nanoClock;

  /**
   * None yet.
   *
   * @param clock the one that Fluent Bit names its files by
   * @param nanoClock as {@link System#nanoTime}
   */
  public SentFrames(Clock clock, LongSupplier nanoClock) {
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  /** It is about to be sent, perhaps not for the first time. */
  public void sent(Frame frame) {
    frames.compute(
        frame, (_, before) -> SentFrame.sent(frame, before == null ? 1 : before.sends() + 1));
  }

  /** The forward server took it. */
  public void acknowledged(Frame frame) {
    long seconds = clock.instant().getEpochSecond();
    long nanos = nanoClock.getAsLong();
    frames.computeIfPresent(frame, (_, sent) -> sent.acknowledged(seconds, nanos));
  }

  /** It cannot be sent once more. */
  void neverAgain(Frame frame) {
    frames.computeIfPresent(frame, (_, sent) -> sent.last());
  }

  /** Its records are settled. */
  public void settled(Frame frame) {
    frames.remove(frame);
  }

  /** The object's frames need no watching any more. */
  public void forget(ObjectVersion object) {
    frames.keySet().removeIf(frame -> frame.object().equals(object));
  }

  /** Those that are acknowledged, as of now. */
  List<SentFrame> acknowledged() {
    return frames.values().stream().filter(SentFrame::isAcknowledged).toList();
  }
}
