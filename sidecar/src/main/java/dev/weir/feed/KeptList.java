package dev.weir.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list that is in force: what was read of it last, whatever became of later attempts. Reading is
 * for one thread at a time, looking up for any.
 */
public final class KeptList<T> {
  private static final Logger LOG = LoggerFactory.getLogger(KeptList.class);

  private final String name;
  private final ListSource source;
  private final ListLimits limits;
  private final ListReader<T> reader;
  private final ListObserver observer;
  private final LongSupplier nanoTime;
  private volatile @Nullable Held<T> held;

  KeptList(
      String name,
      ListSource source,
      ListLimits limits,
      ListReader<T> reader,
      ListObserver observer,
      LongSupplier nanoTime) {
    this.name = name;
    this.source = source;
    this.limits = limits;
    this.reader = reader;
    this.observer = observer;
    this.nanoTime = nanoTime;
  }

  /** A list of the same content for ever. */
  public static <T> KeptList<T> of(T content) {
    KeptList<T> list =
        new KeptList<>(
            "fixed",
            version -> null,
            ListLimits.DEFAULT,
            (bytes, room) -> new ReadList<>(content, 0, 0, 0),
            new NoObserver(),
            System::nanoTime);
    list.held = new Held<>(new ReadList<>(content, 0, 0, 0), "", System.nanoTime());
    return list;
  }

  private record Held<T>(ReadList<T> list, String version, long nanos) {}

  /** What is in force; null while nothing was ever read. */
  public @Nullable T get() {
    Held<T> now = held;
    return now == null ? null : now.list().content();
  }

  /** Its name in the configuration. */
  public String name() {
    return name;
  }

  /** How many entries are in force. */
  public int entries() {
    Held<T> now = held;
    return now == null ? 0 : now.list().entries();
  }

  /** How many entries were not understood. */
  public int skipped() {
    Held<T> now = held;
    return now == null ? 0 : now.list().skipped();
  }

  /** How long ago it was read, or seen to be unchanged; NaN while nothing was ever read. */
  public double ageSeconds() {
    Held<T> now = held;
    return now == null ? Double.NaN : (nanoTime.getAsLong() - now.nanos()) / 1e9;
  }

  /** About how many bytes of the heap it takes. */
  long heapBytes() {
    Held<T> now = held;
    return now == null ? 0 : now.list().heapBytes();
  }

  Duration refresh() {
    return limits.refresh();
  }

  /**
   * Reads the list if it changed. What was in force stays so if that fails, which is logged.
   *
   * @param roomBytes what it may take of the heap
   * @return why it failed, or empty
   */
  Optional<String> read(long roomBytes) {
    Held<T> before = held;
    try (ListContent content = source.open(before == null ? null : before.version())) {
      if (content == null) {
        held =
            before == null
                ? null
                : new Held<>(before.list(), before.version(), nanoTime.getAsLong());
        observer.asked(name, "unchanged");
        return Optional.empty();
      }
      ReadList<T> list =
          reader.read(
              new CappedInput(content.bytes(), limits.maxBytes(), limits.deadline()),
              new ListRoom(roomBytes, heapBytes()));
      held = new Held<>(list, content.version(), nanoTime.getAsLong());
      observer.asked(name, "loaded");
      LOG.info("list {}: {} entries, {} not understood", name, list.entries(), list.skipped());
      return Optional.empty();
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Whatever is wrong with a list, records go on without what is new in it. A heap that is full
      // may have ended the process before: see ListRoom.
      String problem = ListFailure.of(e);
      observer.asked(name, "failed");
      LOG.error(
          "list {} cannot be read: {}; {}",
          name,
          problem,
          before == null ? "records go on without it" : "what was read before stays in force");
      return Optional.of(problem);
    }
  }

  private static final class NoObserver implements ListObserver {
    @Override
    public void kept(String name, KeptList<?> list) {
      // Nobody listens.
    }

    @Override
    public void asked(String name, String outcome) {
      // Nobody listens.
    }
  }
}
