package dev.weir.source;

import dev.weir.account.StampKey;
import dev.weir.source.aws.AwsClients;
import dev.weir.source.fetch.ObjectFetcher;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.queue.QueueReceiver;
import dev.weir.source.resend.FluentBitBuffer;
import dev.weir.source.resend.FrameWatch;
import dev.weir.source.resend.SentFrames;
import dev.weir.source.send.ForwardClient;
import dev.weir.type.LogTypes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Receives notifications, reads the objects that they name, and forwards their records; deletes a
 * message when the ledger says that all records of its objects are settled. Thread-safe.
 */
public final class S3Source implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(S3Source.class);

  private final SourceSettings settings;
  private final LongSupplier nanoClock;
  private final AwsClients clients;
  private final ForwardClient client;
  private final OpenObjects openObjects;
  private final ObjectDesk desk;
  private final List<QueueReceiver> queues;
  private final FrameWatch frameWatch;
  private final List<Thread> watches = new ArrayList<>();
  private boolean started;
  private boolean closed;

  /**
   * A source that does nothing before {@link #start}.
   *
   * @param types those that are known
   * @param credentials what the process acts as; roles are assumed with them
   * @param nanoClock as {@link System#nanoTime}
   * @throws IllegalArgumentException if a bucket names a type that is not known
   */
  public S3Source(
      SourceSettings settings,
      LogTypes types,
      SourceLedger ledger,
      StampKey key,
      SourceObserver observer,
      AwsCredentialsProvider credentials,
      SecureRandom random,
      LongSupplier nanoClock) {
    this.settings = settings;
    this.nanoClock = nanoClock;
    int connections = 2 * settings.parallelObjects() + 4 * settings.queues().size() + 4;
    this.clients = new AwsClients(credentials, connections);
    SentFrames sent = new SentFrames(Clock.systemUTC(), nanoClock);
    ReadObjects reads = new ReadObjects(sent);
    this.client =
        new ForwardClient(
            settings.forward(),
            settings.sendBuffer(),
            reads::acknowledged,
            observer,
            random,
            nanoClock);
    FrameReader frames = new FrameReader(settings, types, key, new ChunkIds(random));
    UnsettledWindow window = new UnsettledWindow(settings.window());
    ObjectReader reader =
        new ObjectReader(frames, ledger, window, reads, sent, client, observer);
    Buckets buckets =
        new Buckets(
            settings.buckets().stream().map(entry -> bucket(entry, clients, types)).toList());
    this.frameWatch =
        new FrameWatch(
            sent,
            new FluentBitBuffer(settings.resend().fluentBitStorage()),
            ledger::isDelivering,
            settings.resend().patience(),
            settings.resend().sends(),
            new Resender(buckets, frames, reads, sent, client, observer),
            nanoClock);
    this.openObjects = new OpenObjects(nanoClock);
    this.desk =
        new ObjectDesk(
            buckets,
            ledger,
            reader,
            openObjects,
            observer,
            settings.parallelObjects(),
            this::hasRoom);
    this.queues =
        settings.queues().stream()
            .map(
                queue ->
                    new QueueReceiver(
                        queue, clients.sqs(queue.access()), desk, observer, nanoClock))
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
    watches.add(Thread.ofVirtual().name("weir-object-watch").start(openObjects));
    watches.add(Thread.ofVirtual().name("weir-frame-watch").start(frameWatch));
  }

  /**
   * For how long the oldest object is open, read or being read and not settled; zero if none is. An
   * object stays open for as long as a record of it has no fate.
   */
  public Duration oldestObjectAge() {
    return openObjects.oldestAge();
  }

  /**
   * Receives no more, waits for what is at work to be settled until the drain time is over, and
   * makes the messages of the rest visible again. Safe before start and twice.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    queues.forEach(QueueReceiver::stopReceiving);
    if (started) {
      awaitIdle();
    }
    desk.close();
    watches.forEach(Thread::interrupt);
    int frames = client.close(Duration.ZERO);
    int messages = queues.stream().mapToInt(QueueReceiver::close).sum();
    if (frames + messages > 0) {
      LOG.info("Closed with {} messages handed back and {} frames given up", messages, frames);
    }
    clients.close();
  }

  private static Bucket bucket(BucketSettings entry, AwsClients clients, LogTypes types) {
    ObjectFetcher fetcher = new ObjectFetcher(clients.s3(entry.access()));
    return new Bucket(entry, fetcher, types);
  }

  private boolean hasRoom() {
    return queues.stream().mapToInt(QueueReceiver::held).sum() < settings.heldMessages();
  }

  private void awaitIdle() {
    long end = nanoClock.getAsLong() + settings.drain().toNanos();
    try {
      for (QueueReceiver queue : queues) {
        long left = Math.max(0, end - nanoClock.getAsLong());
        queue.awaitIdle(Duration.ofNanos(left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
