package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.source.fetch.FetchException;
import dev.weir.source.fetch.FetchedObject;
import dev.weir.source.fetch.ObjectAddress;
import dev.weir.source.log.LogText;
import dev.weir.source.queue.NotifiedObject;
import dev.weir.source.queue.ObjectIntake;
import dev.weir.type.LogType;
import dev.weir.type.Recognition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the objects that messages name and sees each through: refused, skipped, or read, several at
 * once, none twice at the same time.
 */
final class ObjectDesk implements ObjectIntake {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectDesk.class);

  private final Buckets buckets;
  private final SourceLedger ledger;
  private final ObjectReader reader;
  private final OpenObjects openObjects;
  private final SourceObserver observer;
  private final Semaphore slots;
  private final Semaphore room;
  private final BooleanSupplier hasRoom;

  /** What is named and not settled yet, by what the notification says. */
  private final Map<NotifiedObject, CompletableFuture<Boolean>> named = new ConcurrentHashMap<>();

  /** What is being read or waits for its fates, by what the GET says. */
  private final Map<ObjectVersion, CompletableFuture<Boolean>> open = new ConcurrentHashMap<>();

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /**
   * A desk.
   *
   * @param hasRoom whether more messages may be held
   */
  ObjectDesk(
      Buckets buckets,
      SourceLedger ledger,
      ObjectReader reader,
      OpenObjects openObjects,
      SourceObserver observer,
      int parallelObjects,
      BooleanSupplier hasRoom) {
    this.buckets = buckets;
    this.ledger = ledger;
    this.reader = reader;
    this.openObjects = openObjects;
    this.observer = observer;
    this.slots = new Semaphore(parallelObjects, true);
    this.room = new Semaphore(2 * parallelObjects, true);
    this.hasRoom = hasRoom;
  }

  @Override
  public void awaitRoom() throws InterruptedException {
    // Passing the gate takes nothing: objects take their room when they are named.
    room.acquire();
    room.release();
    while (!hasRoom.getAsBoolean()) {
      Thread.sleep(50);
    }
  }

  @Override
  public @Nullable String refuse(List<NotifiedObject> objects) {
    for (NotifiedObject object : objects) {
      Bucket bucket = buckets.of(object.bucket(), object.key());
      if (bucket == null) {
        return "bucket_not_configured";
      }
      String expected = bucket.settings().expectedOwner();
      if (expected != null && object.owner() != null && !expected.equals(object.owner())) {
        return "other_owner";
      }
    }
    return null;
  }

  @Override
  public CompletableFuture<Boolean> take(NotifiedObject object) {
    CompletableFuture<Boolean> fresh = new CompletableFuture<>();
    CompletableFuture<Boolean> known = named.putIfAbsent(object, fresh);
    if (known != null) {
      return known;
    }
    Bucket bucket = buckets.of(object.bucket(), object.key());
    if (bucket == null || closing) {
      done(object, fresh, false);
      return fresh;
    }
    String skip = skipReason(object, bucket);
    if (skip != null) {
      observer.objectSkipped(skip);
      done(object, fresh, true);
      return fresh;
    }
    boolean holdsRoom = room.tryAcquire();
    Thread thread =
        Thread.ofVirtual()
            .name("weir-object")
            .unstarted(() -> work(object, bucket, fresh, holdsRoom));
    threads.add(thread);
    thread.start();
    return fresh;
  }

  /** Reads no more: what is being read ends now and must come again. */
  void close() {
    closing = true;
    threads.forEach(Thread::interrupt);
  }

  private static @Nullable String skipReason(NotifiedObject object, Bucket bucket) {
    if (object.isFolder()) {
      return "folder";
    }
    if (bucket.excludes(object.key())) {
      return "excluded";
    }
    if (bucket.recognize(object.key()) instanceof Recognition.Skipped skipped) {
      return skipped.reason();
    }
    return object.bytes() == 0 ? "empty" : null;
  }

  private static @Nullable LogType knownType(String key, Bucket bucket) {
    return bucket.recognize(key) instanceof Recognition.Recognized recognized
        ? recognized.type()
        : null;
  }

  private void work(
      NotifiedObject object, Bucket bucket, CompletableFuture<Boolean> fresh, boolean holdsRoom) {
    boolean answered = false;
    try {
      attempt(object, bucket, fresh);
      answered = true;
    } finally {
      if (!answered) {
        // An Error goes on to the thread's handler; what it hit must come again.
        done(object, fresh, false);
      }
      threads.remove(Thread.currentThread());
      if (holdsRoom) {
        room.release();
      }
    }
  }

  /** Reads the object, or says what became of it; only an Error leaves that open. */
  private void attempt(NotifiedObject object, Bucket bucket, CompletableFuture<Boolean> fresh) {
    try {
      slots.acquire();
      try {
        read(object, bucket, fresh);
      } finally {
        slots.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      observer.objectLeft("shutdown");
      done(object, fresh, false);
    } catch (FetchException e) {
      failed(object, bucket, fresh, e);
    } catch (IOException | RuntimeException e) {
      boolean shutdown = closing;
      observer.objectLeft(shutdown ? "shutdown" : "io");
      if (!shutdown) {
        LOG.warn(
            "Could not read s3://{}/{}, it comes again: {}",
            LogText.of(object.bucket()),
            LogText.of(object.key()),
            LogText.of(e.toString()));
      }
      done(object, fresh, false);
    }
  }

  private void read(NotifiedObject object, Bucket bucket, CompletableFuture<Boolean> fresh)
      throws IOException, InterruptedException {
    ObjectAddress address =
        new ObjectAddress(
            object.bucket(), object.key(), object.versionId(), bucket.settings().expectedOwner());
    try (FetchedObject fetched = bucket.fetcher().fetch(address, observer::objectResumed)) {
      ObjectVersion version = fetched.object();
      if (ledger.isSettled(version)) {
        observer.objectSkipped("settled_before");
        done(object, fresh, true);
        return;
      }
      CompletableFuture<Boolean> other = open.putIfAbsent(version, fresh);
      if (other != null) {
        // Another message named the same bytes: what becomes of them becomes of this one.
        chain(other, object, fresh, null);
        return;
      }
      openObjects.opened(version);
      boolean whole = false;
      try {
        chain(
            reader.read(fetched, knownType(object.key(), bucket)).thenApply(nothing -> true),
            object,
            fresh,
            version);
        whole = true;
      } finally {
        if (!whole) {
          forget(version, fresh);
        }
      }
    }
  }

  private void chain(
      CompletableFuture<Boolean> source,
      NotifiedObject object,
      CompletableFuture<Boolean> fresh,
      @Nullable ObjectVersion version) {
    var unused =
        source.whenComplete(
            (settled, failure) -> {
              if (version != null) {
                forget(version, fresh);
              }
              if (failure != null) {
                observer.objectLeft("ledger");
              }
              done(object, fresh, failure == null && settled);
            });
  }

  private void forget(ObjectVersion version, CompletableFuture<Boolean> fresh) {
    openObjects.closed(version);
    open.remove(version, fresh);
  }

  private void failed(
      NotifiedObject object, Bucket bucket, CompletableFuture<Boolean> fresh, FetchException e) {
    if (e.reason() == FetchException.Reason.GONE) {
      observer.objectSkipped(e.label());
      done(object, fresh, true);
      return;
    }
    boolean shutdown = closing;
    observer.objectLeft(shutdown ? "shutdown" : e.label());
    if (!shutdown) {
      LOG.warn(
          "Could not read s3://{}/{} ({}), it comes again",
          LogText.of(object.bucket()),
          LogText.of(object.key()),
          why(e, bucket.settings().expectedOwner()));
    }
    done(object, fresh, false);
  }

  /** S3 says the same to a wrong owner and to a missing permission; so both are named. */
  private static String why(FetchException e, @Nullable String expectedOwner) {
    boolean maybeOwner = e.reason() == FetchException.Reason.DENIED && expectedOwner != null;
    return maybeOwner ? e.label() + ", or the bucket is not owned by " + expectedOwner : e.label();
  }

  private void done(NotifiedObject object, CompletableFuture<Boolean> fresh, boolean settled) {
    named.remove(object, fresh);
    fresh.complete(settled);
  }
}
