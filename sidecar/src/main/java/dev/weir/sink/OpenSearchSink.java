package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.letters.DeadLetter;
import dev.weir.letters.LetterKeeper;
import dev.weir.letters.LetterSettings;
import dev.weir.letters.LetterWriter;
import dev.weir.opensearch.DocumentWriter;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.UnsupportedCollectionException;
import dev.weir.sink.safe.SafeForms;
import dev.weir.sink.safe.SameRecord;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
  private final Clock clock;
  private final Room room;
  private final BulkQueue queue;
  private final BufferPool buffers;
  private final ItemSettler settler;
  private final LetterKeeper keeper;
  private final Running running;

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
    this.clock = clock;
    int bulkBytes = settings.bulkBytes().toIntExact();
    this.room = new Room(settings.queueBytes().bytes(), observer);
    this.queue = new BulkQueue(bulkBytes, room, settings.linger(), observer);
    this.buffers = new BufferPool(2L * settings.senders() * bulkBytes);
    this.settler = new ItemSettler(room, buffers, observer, openSearch.troubles());
    this.keeper =
        new LetterKeeper(
            letterSettings.archive(), openSearch.troubles(), openSearch.backoff(), clock);
    this.running = new Running(openSearch, preparation, senders(observer));
  }

  private List<Sender> senders(SinkObserver observer) {
    IndexProbe probe = new IndexProbe(openSearch);
    Elsewhere elsewhere = new Elsewhere(openSearch);
    Settlement settlement =
        new Settlement(
            queue,
            room,
            settler,
            keeper,
            observer,
            openSearch.backoff(),
            probe,
            openSearch.troubles(),
            new Replacements(
                letterSettings, new SafeForms(settings.types(), settings.ownNames()), clock),
            new Conflicts(openSearch, new SameRecord(settings.types(), settings.ownNames())),
            new ConflictLog(clock));
    return Stream.generate(
            () ->
                new Sender(
                    queue, openSearch, settlement, settler, probe, observer, clock, elsewhere))
        .limit(settings.senders())
        .toList();
  }

  /**
   * Has all prepared and starts to send. If OpenSearch cannot be reached or refuses, this returns
   * nonetheless and goes on trying behind the scenes; documents wait meanwhile, and {@link
   * #isReachable} is false.
   *
   * @throws UnsupportedCollectionException if the collection refuses ids, as far as it could be
   *     asked; nothing was started then
   */
  public void start() {
    running.start();
  }

  /**
   * Whether OpenSearch served the last request, all is prepared and somebody sends. Asks the server
   * if nothing was sent for 10 s, so this may take a connection's time-out.
   */
  public boolean isReachable() {
    return running.isSending() && openSearch.isReachable();
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
    return settler.held() == 0 && isReachable();
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
    batch.end(0, -1, ItemKind.REPLACING, null);
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
    if (!running.close()) {
      return;
    }
    queue.close();
    boolean interrupted = running.end(settings.drain());
    interrupted |= !keeper.close(settings.drain());
    int left = 0;
    for (Bulk bulk : queue.drain()) {
      left += settler.cancel(bulk);
    }
    if (left > 0) {
      log.warn("closed with {} documents unsent; their senders will send them again", left);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private DocumentBatch batch(DeliveryListener listener, int initialBytes) {
    return new DocumentBatch(listener, queue, room, buffers, initialBytes, letterSettings, clock);
  }
}
