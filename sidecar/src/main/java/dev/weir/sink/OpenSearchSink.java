package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.letters.DeadLetter;
import dev.weir.letters.LetterKeeper;
import dev.weir.letters.LetterSettings;
import dev.weir.letters.LetterWriter;
import dev.weir.opensearch.Backoff;
import dev.weir.opensearch.DocumentWriter;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.SearchClient;
import dev.weir.opensearch.Troubles;
import dev.weir.opensearch.UnsupportedCollectionException;
import dev.weir.sink.safe.SafeForms;
import dev.weir.sink.safe.SameRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes documents to OpenSearch and reports on each one, however long that takes. Nothing that
 * OpenSearch does makes it drop a document: what cannot be written now waits, and what can never be
 * written becomes a dead letter. Its memory has a bound, {@link SinkSettings#queueBytes}, for which
 * those who write documents wait.
 */
public final class OpenSearchSink implements DocumentWriter, LetterWriter, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpenSearchSink.class);
  private static final int INITIAL_BYTES = 64 << 10;

  /** What a document that comes alone begins with. */
  private static final int SINGLE_BYTES = 1 << 10;

  private final SinkSettings settings;
  private final LetterSettings letterSettings;
  private final OpenSearch openSearch;
  private final Preparation preparation;
  private final SinkObserver observer;
  private final Clock clock;
  private final BulkQueue queue;
  private final BufferPool buffers;
  private final List<Thread> senders = new ArrayList<>();
  private @Nullable Endings endings;
  private @Nullable LetterKeeper keeper;
  private @Nullable Thread preparing;
  private boolean closed;

  /**
   * Does nothing before {@link #start}.
   *
   * @param openSearch where documents go; to be open before this is started
   * @param preparation what has to be true before anything is sent
   * @param clock the time that documents are stamped with when they are sent
   */
  public OpenSearchSink(
      SinkSettings settings,
      LetterSettings letterSettings,
      OpenSearch openSearch,
      Preparation preparation,
      SinkObserver observer,
      Clock clock) {
    this.settings = settings;
    this.letterSettings = letterSettings;
    this.openSearch = openSearch;
    this.preparation = preparation;
    this.observer = observer;
    this.clock = clock;
    int bulkBytes = settings.bulkBytes().toIntExact();
    this.queue =
        new BulkQueue(bulkBytes, settings.queueBytes().bytes(), settings.linger(), observer);
    this.buffers = new BufferPool(2L * settings.senders() * bulkBytes);
  }

  /**
   * Has all prepared and starts to send. If OpenSearch cannot be reached or refuses, this returns
   * nonetheless and goes on trying behind the scenes; documents wait meanwhile, and {@link
   * #isReachable} is false.
   *
   * @throws UnsupportedCollectionException if the collection refuses ids, as far as it could be
   *     asked; nothing was started then
   */
  public synchronized void start() {
    SearchClient opened = openSearch.client();
    Troubles troubles = openSearch.troubles();
    Backoff backoff = openSearch.backoff();
    IndexProbe probe = new IndexProbe(opened);
    Endings outcomes = new Endings(queue, buffers, observer, troubles);
    endings = outcomes;
    LetterKeeper letters = new LetterKeeper(letterSettings.archive(), troubles, backoff, clock);
    keeper = letters;
    Replacements replacements =
        new Replacements(
            letterSettings, new SafeForms(settings.types(), settings.ownNames()), clock);
    Settlement settlement =
        new Settlement(
            queue,
            outcomes,
            letters,
            observer,
            backoff,
            probe,
            troubles,
            replacements,
            new Conflicts(opened, new SameRecord(settings.types(), settings.ownNames())),
            new ConflictLog(clock));
    Elsewhere elsewhere = new Elsewhere(opened);
    for (int number = 1; number <= settings.senders(); number++) {
      Sender sender =
          new Sender(queue, openSearch, settlement, outcomes, probe, observer, clock, elsewhere);
      senders.add(Thread.ofVirtual().name("bulk-" + number).unstarted(sender));
    }
    if (preparation.attempt()) {
      begin();
    } else {
      preparing = Thread.ofVirtual().name("sink-start").start(this::prepareUntilDone);
    }
  }

  /**
   * Whether OpenSearch served the last request, all is prepared and somebody sends. Asks the server
   * if nothing was sent for 10 s, so this may take a connection's time-out.
   */
  public boolean isReachable() {
    synchronized (this) {
      if (closed || senders.stream().noneMatch(Thread::isAlive)) {
        return false;
      }
    }
    return openSearch.isReachable();
  }

  /**
   * Why what is taken in does not get to OpenSearch now, in plain words; empty if it does. May ask
   * the server, as {@link #isReachable} does.
   */
  public Optional<String> problem() {
    boolean reachable = isReachable();
    return openSearch
        .troubles()
        .problem()
        .or(
            () ->
                reachable
                    ? Optional.empty()
                    : Optional.of("is not prepared, or stops; the log says why"));
  }

  /** Why dead letters do not get to S3 now, in plain words; empty if they do. */
  public Optional<String> lettersProblem() {
    return openSearch.troubles().lettersProblem();
  }

  /**
   * Whether what is taken in goes out at once: OpenSearch is reachable, and nothing waits for it.
   */
  public boolean isDelivering() {
    Endings outcomes;
    synchronized (this) {
      outcomes = endings;
    }
    return outcomes != null && outcomes.held() == 0 && isReachable();
  }

  /** Opens a batch whose documents' outcomes go to {@code listener}. */
  public DocumentBatch batch(DeliveryListener listener) {
    return batch(listener, INITIAL_BYTES);
  }

  @Override
  public void replace(
      byte[] index, byte[] id, Consumer<JsonBuffer> content, Runnable durable, Runnable givenUp) {
    DeliveryListener listener =
        (_, delivery) -> {
          if (delivery instanceof Delivery.Created) {
            durable.run();
          } else {
            givenUp.run();
          }
        };
    DocumentBatch batch = batch(listener, SINGLE_BYTES);
    content.accept(batch.begin(ActionLine.INDEX, index, id));
    batch.end(0, -1, Segment.REPLACING, null);
    batch.close();
  }

  @Override
  public void keep(DeadLetter letter, Runnable durable, Runnable givenUp) {
    DeliveryListener listener =
        (_, delivery) -> {
          if (delivery instanceof Delivery.DeadLettered) {
            durable.run();
          } else {
            givenUp.run();
          }
        };
    DocumentBatch batch = batch(listener, SINGLE_BYTES);
    batch.deadLetterAnew(0, letter);
    batch.close();
  }

  /**
   * Sends what was taken in, for as long as {@link SinkSettings#drain} says, and gives up the rest:
   * it is reported as cancelled, and how much it was is logged. Batches closed later are cancelled.
   */
  @Override
  public void close() {
    Endings outcomes;
    LetterKeeper letters;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      outcomes = endings;
      letters = keeper;
    }
    queue.close();
    if (preparing != null) {
      preparing.interrupt();
    }
    boolean interrupted = awaitSenders(settings.drain());
    senders.forEach(Thread::interrupt);
    interrupted |= awaitSenders(Duration.ofSeconds(5));
    interrupted |= letters != null && !letters.close(settings.drain());
    int left = 0;
    for (Bulk bulk : queue.drain()) {
      left += outcomes == null ? bulk.count() : outcomes.cancel(bulk);
    }
    if (left > 0) {
      log.warn("closed with {} documents unsent; their senders will send them again", left);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private DocumentBatch batch(DeliveryListener listener, int initialBytes) {
    return new DocumentBatch(listener, queue, buffers, initialBytes, letterSettings, clock);
  }

  private void prepareUntilDone() {
    int attempts = 1;
    try {
      do {
        TimeUnit.NANOSECONDS.sleep(openSearch.backoff().nanos(attempts++));
      } while (!preparation.attempt());
      begin();
    } catch (UnsupportedCollectionException never) {
      log.error("nothing is sent: {}", never.getMessage());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void begin() {
    if (!closed) {
      openSearch.prepared();
      senders.forEach(Thread::start);
    }
  }

  private boolean awaitSenders(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      for (Thread sender : senders) {
        if (sender.getState() != Thread.State.NEW) {
          TimeUnit.NANOSECONDS.timedJoin(sender, Math.max(1, deadline - System.nanoTime()));
        }
      }
      return false;
    } catch (InterruptedException interrupt) {
      return true;
    }
  }
}
