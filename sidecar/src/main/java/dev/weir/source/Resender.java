package dev.weir.source;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.source.fetch.FetchException;
import dev.weir.source.fetch.FetchedObject;
import dev.weir.source.frame.FrameTarget;
import dev.weir.source.frame.SealedFrame;
import dev.weir.source.resend.LostFrames;
import dev.weir.source.resend.SentFrames;
import dev.weir.text.LogText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads objects once more for the frames of them that did not arrive. They are in no memory of this
 * process any longer, and the same object always yields the same frames.
 */
final class Resender implements LostFrames {
  private static final Logger LOG = LoggerFactory.getLogger(Resender.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Buckets buckets;
  private final ReadObjects objects;
  private final SentFrames sent;
  private final FrameTarget client;
  private final SourceObserver observer;
  private final LongSupplier nanoClock;

  /** Objects that could not be read, and when that is tried again; used by the watch's thread. */
  private final Map<ObjectVersion, Pause> pauses = new HashMap<>();

  /** Open objects that are not there any more, and why; used by the watch's thread. */
  private final Map<ObjectVersion, String> gone = new HashMap<>();

  private record Pause(long untilNanos, Duration next) {}

  Resender(
      Buckets buckets,
      ReadObjects objects,
      SentFrames sent,
      FrameTarget client,
      SourceObserver observer,
      LongSupplier nanoClock) {
    this.buckets = buckets;
    this.objects = objects;
    this.sent = sent;
    this.client = client;
    this.observer = observer;
    this.nanoClock = nanoClock;
  }

  @Override
  public boolean resend(ObjectVersion version, List<Frame> missing) throws InterruptedException {
    ReadObject object = objects.get(version);
    Bucket bucket = buckets.of(version.bucket(), version.key());
    if (object == null || bucket == null) {
      sent.forget(version);
      pauses.remove(version);
      return true;
    }
    Pause pause = pauses.get(version);
    if (pause != null && nanoClock.getAsLong() - pause.untilNanos() < 0) {
      return true;
    }
    LOG.warn(
        "{} frames of s3://{}/{} did not come out of Fluent Bit; they are sent again",
        missing.size(),
        LogText.of(version.bucket()),
        LogText.of(version.key()));
    try (FetchedObject fetched =
        bucket.fetcher().fetch(object.address(), observer::objectResumed)) {
      if (!fetched.object().equals(version)) {
        gone(version, missing, "overwritten");
        return false;
      }
      Set<Frame> wanted = new HashSet<>(missing);
      // As they were sent: the same content may have been written once more, at a later time.
      Instant written = Instant.ofEpochSecond(missing.getFirst().lastModifiedSeconds());
      var unused =
          object
              .frames()
              .read(
                  version,
                  written,
                  fetched.bytes(),
                  fetched.totalBytes(),
                  object.known(),
                  type -> frame -> send(object, wanted, frame));
      pauses.remove(version);
    } catch (FetchException e) {
      if (isFinal(e.reason())) {
        gone(version, missing, e.label());
        return false;
      }
      failed(version, e.label());
    } catch (IOException | RuntimeException e) {
      failed(version, e.toString());
    }
    return true;
  }

  @Override
  public void giveUp(ObjectVersion version, List<Frame> missing) {
    missing.forEach(sent::settled);
    ReadObject object = objects.get(version);
    if (object == null) {
      return;
    }
    long lost = missing.stream().mapToLong(object.account()::giveUp).sum();
    if (lost == 0) {
      return;
    }
    String reason = gone.get(version);
    if (reason == null) {
      LOG.error(
          "{} records of s3://{}/{} are unaccounted for: Fluent Bit acknowledged them each time"
              + " they were sent, and none came out of it. Its log may say why; once that is"
              + " mended, `weir backfill` reads the object again. If its filters drop whole frames"
              + " on purpose, set source.fluent_bit.drops_whole_frames",
          lost,
          LogText.of(version.bucket()),
          LogText.of(version.key()));
    } else {
      LOG.error(
          "{} records of s3://{}/{} are unaccounted for: Fluent Bit acknowledged them, they did not"
              + " come out of it, and the object cannot be read again ({}). Its log may say why",
          lost,
          LogText.of(version.bucket()),
          LogText.of(version.key()),
          reason);
    }
  }

  private void send(ReadObject object, Set<Frame> wanted, SealedFrame frame)
      throws InterruptedException {
    if (wanted.contains(frame.frame()) && !object.account().isSettled(frame.frame())) {
      sent.sent(frame.frame());
      client.accept(frame);
      observer.frameResent(object.type().name(), frame.frame().count());
    }
  }

  private void gone(ObjectVersion version, List<Frame> missing, String reason) {
    LOG.error(
        "s3://{}/{} cannot be read again for {} frames that did not come out of Fluent Bit ({})."
            + " They are waited for, for as long as its buffer may hold them",
        LogText.of(version.bucket()),
        LogText.of(version.key()),
        missing.size(),
        reason);
    pauses.remove(version);
    gone.keySet().removeIf(object -> objects.get(object) == null);
    gone.put(version, reason);
  }

  private void failed(ObjectVersion version, String reason) {
    Pause before = pauses.get(version);
    Duration wait = before == null ? FIRST_PAUSE : before.next();
    Duration next = wait.multipliedBy(2);
    pauses.put(
        version,
        new Pause(
            nanoClock.getAsLong() + wait.toNanos(),
            next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
    LOG.warn(
        "Could not read s3://{}/{} again, the next try is in {} s: {}",
        LogText.of(version.bucket()),
        LogText.of(version.key()),
        wait.toSeconds(),
        LogText.of(reason));
  }

  private static boolean isFinal(FetchException.Reason reason) {
    return switch (reason) {
      case GONE, OVERWRITTEN, ARCHIVED -> true;
      case DENIED, NO_BUCKET, UNAVAILABLE -> false;
    };
  }
}
