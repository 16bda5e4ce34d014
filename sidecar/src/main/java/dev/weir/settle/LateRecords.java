package dev.weir.settle;

import dev.weir.account.Counts;
import dev.weir.account.EarlyFrames;
import dev.weir.account.FateName;
import dev.weir.account.FrameFates;
import dev.weir.account.LateCount;
import dev.weir.account.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds records that come late to the lines that a process before this one wrote. The line says
 * which ordinals it does not know the fate of, and each of those counts once: a frame may come
 * again, and a write may be repeated. Thread-safe.
 */
public final class LateRecords implements EarlyFrames {
  private static final Logger LOG = LoggerFactory.getLogger(LateRecords.class);

  /** What waits for its turn may take this much memory. */
  private static final long MOST_BYTES = 24L << 20;

  private static final Set<String> NO_FATE =
      Set.of(FateName.IN_FLIGHT.label(), FateName.UNACCOUNTED.label());

  private static final int BYTES_OF_RECORD = 7;
  private static final int BYTES_OF_FRAME = 600;

  private record Late(FrameFates fates, boolean whole) {
    long records() {
      return fates.frame().count();
    }

    /** Its memory, about; each frame has names of its object of its own. */
    long bytes() {
      ObjectVersion object = fates.frame().object();
      int names = object.bucket().length() + object.key().length() + object.version().length();
      return BYTES_OF_FRAME + names + BYTES_OF_RECORD * records();
    }
  }

  private final LedgerIndex index;
  private final SettleObserver observer;
  private final LongSupplier nanoClock;
  private final Map<ObjectVersion, List<Late>> waiting = new LinkedHashMap<>();
  private long waitingBytes;
  private boolean full;
  private List<Late> underEdit = List.of();
  private boolean closed;
  private @Nullable Thread thread;

  /**
   * Does nothing before {@link #start}.
   *
   * @param index where the lines are
   * @param observer hears how many records are in no line
   * @param nanoClock as {@link System#nanoTime}
   */
  public LateRecords(LedgerIndex index, SettleObserver observer, LongSupplier nanoClock) {
    this.index = index;
    this.observer = observer;
    this.nanoClock = nanoClock;
  }

  /** Writes from now on. */
  public synchronized void start() {
    thread = Thread.ofVirtual().name("weir-late-records").start(this::run);
  }

  @Override
  public synchronized void arrived(FrameFates fates, boolean whole) {
    Late late = new Late(fates, whole);
    if (closed) {
      // Chunks that end now are acknowledged to nobody, and come again.
      return;
    }
    if (waitingBytes + late.bytes() > MOST_BYTES) {
      noRoom(late.records());
      return;
    }
    waitingBytes += late.bytes();
    waiting.computeIfAbsent(fates.frame().object(), object -> new ArrayList<>()).add(late);
    notifyAll();
  }

  private void noRoom(long records) {
    if (!full) {
      full = true;
      LOG.warn(
          "More records come late than can wait for OpenSearch: of the next ones the lines in"
              + " weir-ledger will say in_flight or unaccounted");
    }
    observer.missed(records);
  }

  /** Waits until all that came is written, or the time is over, and ends. Safe before start. */
  public synchronized void close(Duration limit) {
    long end = nanoClock.getAsLong() + limit.toNanos();
    Thread writer = thread;
    try {
      while (writer != null && (!underEdit.isEmpty() || !waiting.isEmpty())) {
        long millis = (end - nanoClock.getAsLong()) / 1_000_000;
        if (millis <= 0) {
          giveUp();
          break;
        }
        wait(millis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closed = true;
    if (writer != null) {
      writer.interrupt();
    }
  }

  private void giveUp() {
    long records = count(underEdit) + waiting.values().stream().mapToLong(LateRecords::count).sum();
    observer.missed(records);
    LOG.warn(
        "{} records that came late are in no line of weir-ledger: it says in_flight or unaccounted"
            + " of them",
        records);
  }

  private void run() {
    try {
      while (true) {
        Map.Entry<ObjectVersion, List<Late>> next = next();
        try {
          index.edit(next.getKey(), line -> with(line, next.getValue()));
        } catch (RuntimeException | Error e) {
          // The next object's line may well be written.
          long records = count(next.getValue());
          observer.missed(records);
          LOG.error("{} records that came late are in no line of weir-ledger", records, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long count(List<Late> frames) {
    return frames.stream().mapToLong(Late::records).sum();
  }

  /** All that waits of the object that waits longest. */
  private synchronized Map.Entry<ObjectVersion, List<Late>> next() throws InterruptedException {
    underEdit = List.of();
    notifyAll();
    while (waiting.isEmpty()) {
      wait();
    }
    Iterator<Map.Entry<ObjectVersion, List<Late>>> eldest = waiting.entrySet().iterator();
    Map.Entry<ObjectVersion, List<Late>> next = Map.Entry.copyOf(eldest.next());
    eldest.remove();
    next.getValue().forEach(late -> waitingBytes -= late.bytes());
    underEdit = next.getValue();
    return next;
  }

  private static LedgerDocument with(LedgerDocument line, List<Late> frames) {
    LateCount late = new LateCount(line.open());
    frames.forEach(each -> late.add(each.fates(), each.whole()));
    if (late.open().equals(line.open())) {
      return line;
    }
    SortedMap<String, Long> records = records(line.records(), late.counts());
    return new LedgerDocument(
        line.object(),
        line.bytes(),
        line.type(),
        line.read(),
        records,
        earlier(line.first(), LedgerLine.instant(late.firstEventMillis())),
        later(line.last(), LedgerLine.instant(late.lastEventMillis())),
        line.attempts(),
        line.took(),
        late.open(),
        more(line.unparsed(), late.counts().unparsed()),
        incomplete(line.incomplete(), late.counts().incomplete(), records));
  }

  /** What a line does not know of those before, it cannot know of all. */
  private static long more(long before, long late) {
    return before == LedgerDocument.UNKNOWN ? before : before + late;
  }

  /** The line may know already of letters that were on their way; no more are than can be. */
  private static long incomplete(long before, long late, SortedMap<String, Long> records) {
    long most =
        records.entrySet().stream()
            .filter(
                each ->
                    each.getKey().startsWith(FateName.DEAD_LETTERED.label())
                        || NO_FATE.contains(each.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return Math.max(before, Math.min(more(before, late), most));
  }

  private static SortedMap<String, Long> records(SortedMap<String, Long> before, Counts late) {
    SortedMap<String, Long> records = new TreeMap<>(before);
    // What was counted as in flight is less by as much as has a fate now; ...
    LedgerLine.byFate(late).forEach((fate, count) -> records.merge(fate, count, Long::sum));
    long inFlight = records.getOrDefault(FateName.IN_FLIGHT.label(), 0L);
    if (inFlight < 0) {
      // ... or it had been given up.
      records.put(FateName.IN_FLIGHT.label(), 0L);
      records.merge(FateName.UNACCOUNTED.label(), inFlight, Long::sum);
    }
    return records;
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isBefore(a)) ? b : a;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    return a == null || (b != null && b.isAfter(a)) ? b : a;
  }
}
