package dev.weir.source;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.source.content.ContentPart;
import dev.weir.source.fetch.FetchedObject;
import dev.weir.source.frame.FrameTarget;
import dev.weir.source.frame.SealedFrame;
import dev.weir.source.resend.SentFrames;
import dev.weir.source.split.SlidingWindow;
import dev.weir.type.LogType;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object after its GET was answered: from its bytes to frames that are sent. Thread-safe.
 */
final class ObjectReader {
  private final FrameReader frames;
  private final FrameReader quietFrames;
  private final SourceLedger ledger;
  private final UnsettledWindow window;
  private final ReadObjects open;
  private final SentFrames sent;
  private final FrameTarget client;
  private final SourceObserver observer;
  private final OpaqueWarnings warnings;

  ObjectReader(
      FrameReader frames,
      SourceLedger ledger,
      UnsettledWindow window,
      ReadObjects open,
      SentFrames sent,
      FrameTarget client,
      SourceObserver observer,
      LongSupplier nanoClock) {
    this.frames = frames;
    this.quietFrames = frames.quiet();
    this.ledger = ledger;
    this.window = window;
    this.open = open;
    this.sent = sent;
    this.client = client;
    this.observer = observer;
    this.warnings = new OpaqueWarnings(nanoClock);
  }

  /**
   * Reads the object to its end.
   *
   * @param known what its key, and its members' names, tell of types
   * @param told whether people are told of alerts of its records
   * @return completes when the ledger says that all of it is settled
   */
  CompletableFuture<Settled> read(FetchedObject fetched, PartTypes known, boolean told)
      throws IOException, InterruptedException {
    ObjectVersion version = fetched.object();
    boolean whole = false;
    try {
      FrameReader its = told ? frames : quietFrames;
      ObjectCount count = its.read(fetched, known, new Target(fetched, known, its));
      whole = true;
      return ended(version, count);
    } finally {
      if (!whole) {
        abandon(version);
      }
    }
  }

  /** Opens the object's account, and warns of what is no text. */
  private final class Target implements ObjectTarget {
    private final FetchedObject fetched;
    private final PartTypes known;
    private final FrameReader its;

    Target(FetchedObject fetched, PartTypes known, FrameReader its) {
      this.fetched = fetched;
      this.known = known;
      this.its = its;
    }

    @Override
    public FrameTarget opened(LogType type) {
      return sendTo(fetched, type, known, its);
    }

    @Override
    public void part(ContentPart part, LogType type, @Nullable SlidingWindow content) {
      if (part instanceof ContentPart.Opaque opaque) {
        warnings.warn(fetched.object(), opaque);
      }
    }
  }

  private FrameTarget sendTo(
      FetchedObject fetched, LogType type, PartTypes known, FrameReader its) {
    observer.objectOpened(type.name());
    ObjectAccount account =
        ledger.open(fetched.object(), type.name(), fetched.totalBytes(), this::settled);
    open.opened(fetched.object(), new ReadObject(fetched.address(), type, known, its, account));
    return frame -> send(type, account, frame);
  }

  private void send(LogType type, ObjectAccount account, SealedFrame frame)
      throws InterruptedException {
    observer.unsettledBytes(window.take(frame.length()));
    sent.sent(frame.frame());
    account.frameSent(frame.frame(), frame.length());
    client.accept(frame);
    observer.frameSent(type.name(), frame.frame().count(), frame.length());
  }

  private void settled(Frame frame, int frameBytes) {
    sent.settled(frame);
    observer.unsettledBytes(window.giveBack(frameBytes));
  }

  private CompletableFuture<Settled> ended(ObjectVersion version, ObjectCount count) {
    ReadObject object = open.get(version);
    if (object == null) {
      throw new IllegalStateException("read twice at once: " + version.uri());
    }
    String type = object.type().name();
    observer.objectRead(type, count);
    return object
        .account()
        .endReached(count.records(), count.letters())
        .whenComplete((counts, failure) -> open.forget(version))
        .thenApply(
            counts -> {
              observer.objectSettled(type);
              return new Settled(count.records(), counts);
            });
  }

  private void abandon(ObjectVersion version) {
    ReadObject object = open.forget(version);
    if (object != null) {
      object.account().abandoned();
    }
  }
}
