package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.source.aws.AwsClients;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.queue.NotifiedObject;
import dev.weir.source.queue.QueueReceiver;
import dev.weir.source.queue.QueueState;
import dev.weir.source.resend.FluentBitBuffer;
import dev.weir.source.resend.FrameWatch;
import dev.weir.source.resend.SentFrames;
import dev.weir.source.send.ForwardClient;
import dev.weir.thread.BusyThreads;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Receives notifications, reads the objects that they name, and forwards their records; deletes a
 * message when the ledger says that all records of its objects are settled. Thread-safe.
 */
public final class S3Source implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(S3Source.class);

  /** A sweep, and what asks for backfills. */
  private static final int LISTINGS_AT_ONCE = 2;

  /** Objects that S3 is asked for at the same time: 1,000 a second at 100 ms each, and more. */
  private static final int MOST_FETCHES = 128;

  private static final long DRAIN_TICK_MILLIS = 20;

  private final SourceSettings settings;
  private final LongSupplier nanoClock;
  private final AwsClients clients;
  private final ForwardClient client;
  private final Buckets buckets;
  private final SourceLedger ledger;
  private final OpenObjects openObjects;
  private final BusyThreads readers = new BusyThreads("weir-read-");
  private final ObjectScheduler scheduler;
  private final List<QueueReceiver> queues;
  private final FrameWatch frameWatch;
  private final @Nullable Sweep sweep;
  private final List<Thread> threads = new ArrayList<>();
  private boolean started;
  private boolean closed;

  /**
   * A source that does nothing before {@link #start}.
   *
   * @param types those that are known
   * @param credentials what the process acts as; roles are assumed with them
   * @param nanoClock as {@link System#nanoTime}
   * @throws IllegalArgumentException if a bucket names a type that is not known, or a queue or a
   *     bucket has no region
   * @throws IOException if the certificates of the forward server cannot be read
   */
  public S3Source(
      SourceSettings settings,
      LogTypes types,
      SourceLedger ledger,
      StampKey key,
      SourceObserver observer,
      AwsCredentialsProvider credentials,
      SecureRandom random,
      LongSupplier nanoClock)
      throws IOException {
    this.settings = settings;
    this.ledger = ledger;
    this.nanoClock = nanoClock;
    SentFrames sent = new SentFrames(Clock.systemUTC(), nanoClock);
    ReadObjects reads = new ReadObjects(sent);
    this.client =
        new ForwardClient(settings.forwardTo(), reads::acknowledged, observer, random, nanoClock);
    SourceLimits limits = settings.limits();
    FetchWindow fetches = new FetchWindow(limits.objectsAtOnce(), MOST_FETCHES);
    int connections =
        fetches.most()
            + limits.objectsAtOnce()
            + 4 * settings.queues().size()
            + Afterwards.AT_ONCE
            + LISTINGS_AT_ONCE
            + 4;
    this.clients = new AwsClients(credentials, connections);
    FrameReader frames =
        new FrameReader(limits.frames(), limits.decompression(), types, key, new ChunkIds(random));
    UnsettledWindow window = new UnsettledWindow(limits.window());
    ObjectReader reader =
        new ObjectReader(frames, ledger, window, reads, sent, client, observer, nanoClock);
    this.buckets =
        new Buckets(
            settings.buckets().stream()
                .flatMap(each -> each.places().stream().map(prefix -> bucket(each, prefix, types)))
                .toList());
    this.frameWatch =
        new FrameWatch(
            sent,
            new FluentBitBuffer(settings.fluentBit().storage()),
            ledger::isDelivering,
            settings.fluentBit().resendAfter(),
            settings.fluentBit().sends(),
            new Resender(buckets, reads, sent, client, observer, nanoClock),
            nanoClock);
    this.openObjects = new OpenObjects(nanoClock);
    WorkThreads reading = new WorkThreads();
    WorkThreads following = new WorkThreads();
    this.scheduler =
        new ObjectScheduler(
            buckets,
            ledger,
            new ObjectWork(
                limits,
                ledger,
                reader,
                openObjects,
                fetches,
                reading,
                following,
                readers,
                observer,
                nanoClock),
            reading,
            following,
            new IntakeRoom(() -> 2 * fetches.size(), limits.heldMessages()),
            observer,
            nanoClock);
    this.sweep =
        settings.sweep().enabled()
            ? new Sweep(settings.sweep(), buckets, scheduler, ledger, observer, Clock.systemUTC())
            : null;
    this.queues =
        settings.queues().stream()
            .map(
                queue ->
                    new QueueReceiver(
                        queue, clients.sqs(queue.access()), scheduler, observer, nanoClock))
            .toList();
  }

  /** Begins to receive. */
  public synchronized void start() {
    if (started || closed) {
      throw new IllegalStateException("a source is started once");
    }
    started = true;
    client.start();
    queues.forEach(QueueReceiver::start);
    threads.add(Thread.ofVirtual().name("weir-object-watch").start(openObjects));
    // It reads objects again, which takes a processor: see BusyThreads.
    threads.add(Thread.ofPlatform().name("weir-frame-watch").daemon().start(frameWatch));
    if (sweep != null) {
      threads.add(Thread.ofVirtual().name("weir-sweep").start(sweep));
    }
  }

  /**
   * For how long the oldest object is open, read or being read and not settled; zero if none is. An
   * object stays open for as long as a record of it has no fate.
   */
  public Duration oldestObjectAge() {
    return openObjects.oldestAge();
  }

  /** From when the object that settled last was written until it was; null before one was. */
  public @Nullable Duration lag() {
    return openObjects.lag();
  }

  /** What waits in the queues; asks SQS. */
  public List<QueueState> queueStates() {
    return queues.stream().map(QueueReceiver::state).toList();
  }

  /**
   * A backfill that does nothing before it is run.
   *
   * @throws IllegalArgumentException if nothing below the prefix may be read
   */
  public BackfillRun backfill(Backfill what) {
    List<CatchUpScope> scopes =
        buckets.within(what.bucket(), what.prefix()).stream()
            .map(
                found ->
                    new CatchUpScope(
                        found.bucket(),
                        found.prefix(),
                        what.days(),
                        what::wants,
                        true,
                        what.told()))
            .toList();
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException(
          "s3://%s/%s is not below source.buckets, and nothing else is ever read"
              .formatted(what.bucket(), what.prefix()));
    }
    return new BackfillRun(scopes, scheduler, ledger);
  }

  /**
   * Reads an object again on which this or another host gave up: the version that is named, and no
   * other; what its key holds now, where none is. What was written of it stays as it is until it is
   * settled.
   *
   * @param told whether people are told of alerts of its records
   * @param stillWanted asked when its turn comes; if not, it is left
   * @return completes when it is settled, or when nothing will come of it
   */
  public CompletableFuture<ReadAgain> readAgain(
      ObjectVersion object, boolean told, BooleanSupplier stillWanted) {
    NotifiedObject named = NotifiedObject.of(object);
    if (scheduler.skipReason(named) != null) {
      return CompletableFuture.completedFuture(ReadAgain.NOT_WANTED);
    }
    return scheduler
        .catchUp(named, ReadPurpose.GIVEN_UP, told, stillWanted)
        .thenApply(
            outcome ->
                switch (outcome.kind()) {
                  case SETTLED, SKIPPED -> ReadAgain.SETTLED;
                  case GONE -> ReadAgain.GONE;
                  case POISONED, LEFT -> ReadAgain.LEFT;
                });
  }

  /**
   * Receives and reads no more, and makes the messages of what is not read to its end visible again
   * at once: another host may have them. What is read waits to be settled until the drain time is
   * over; then the messages of the rest are handed back too. Safe before start and twice.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    queues.forEach(QueueReceiver::stopReceiving);
    threads.forEach(Thread::interrupt);
    scheduler.stopReading();
    int messages = started ? drain() : 0;
    scheduler.close();
    readers.close();
    int frames = client.close(Duration.ZERO);
    messages += queues.stream().mapToInt(QueueReceiver::close).sum();
    if (frames + messages > 0) {
      LOG.info("Closed with {} messages handed back and {} frames given up", messages, frames);
    }
    clients.close();
  }

  private Bucket bucket(BucketSettings entry, String prefix, LogTypes types) {
    return new Bucket(entry, prefix, clients.s3(entry.access()), types);
  }

  /** Waits for what was read; returns how many messages of what was not are handed back. */
  private int drain() {
    long end = nanoClock.getAsLong() + settings.drain().toNanos();
    int handedBack = 0;
    try {
      while (true) {
        handedBack += queues.stream().mapToInt(QueueReceiver::handBackUnfinished).sum();
        boolean idle = queues.stream().allMatch(QueueReceiver::isIdle);
        if (idle || nanoClock.getAsLong() - end >= 0) {
          break;
        }
        // Objects end on many threads, and nothing tells of the last one.
        Thread.sleep(DRAIN_TICK_MILLIS);
      }
      scheduler.awaitIdle(Duration.ofNanos(Math.max(0, end - nanoClock.getAsLong())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return handedBack;
  }
}
