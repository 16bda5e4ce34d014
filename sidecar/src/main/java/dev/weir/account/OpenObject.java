package dev.weir.account;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The account of one object version: which of its ordinals were read, which are settled, and as
 * what. Records may settle in any order, several times, from several attempts; each counts once.
 * Thread-safe.
 */
public final class OpenObject {
  private static final long UNKNOWN = -1;

  private final ObjectVersion object;
  private final OrdinalSet read = new OrdinalSet();
  private final Counts.Builder counts = new Counts.Builder();
  private final List<PendingFrame> pending = new ArrayList<>();
  private final ProvisionalFate unaccounted = new ProvisionalFate(Fate.UNACCOUNTED);
  private final List<ProvisionalFate> provisional =
      List.of(
          unaccounted,
          new ProvisionalFate(Fate.DROPPED_IN_FLUENT_BIT),
          new ProvisionalFate(Fate.ALREADY_INDEXED),
          new ProvisionalFate(Fate.ALREADY_UNPARSED));

  /** Ordinals of frames of which a chunk held broken bytes. */
  private final OrdinalSet damaged = new OrdinalSet();

  private OrdinalSet settled = new OrdinalSet();
  private CompletableFuture<Counts> complete = new CompletableFuture<>();
  private @Nullable Runnable whenLate;
  private @Nullable Runnable whenLateBefore;
  private boolean gaveUp;
  private int attempts;
  private long total = UNKNOWN;
  private long letters;
  private long firstEventMillis = Long.MAX_VALUE;
  private long lastEventMillis = Long.MIN_VALUE;

  OpenObject(ObjectVersion object) {
    this.object = object;
  }

  public ObjectVersion object() {
    return object;
  }

  /**
   * A frame is on its way.
   *
   * @param onSettled runs once, when each of its records is settled, on the thread that settled the
   *     last
   * @return how many of its records were not read before
   */
  public long frameSent(Frame frame, Runnable onSettled) {
    long fresh;
    boolean done;
    synchronized (this) {
      fresh = read.addRange(frame.first(), frame.count());
      counts.read(fresh);
      long open = frame.count() - settled.countIn(frame.first(), frame.count());
      done = open == 0;
      if (!done) {
        pending.add(new PendingFrame(frame, open, onSettled));
      }
    }
    if (done) {
      onSettled.run();
    }
    return fresh;
  }

  /** Whether each record of the frame is settled. */
  public synchronized boolean isSettled(Frame frame) {
    return settled.countIn(frame.first(), frame.count()) == frame.count();
  }

  /** Whether a record of it may yet arrive. */
  synchronized boolean mayChange() {
    return settled.size() < read.size() || gaveUp;
  }

  /**
   * From now on changes are told: its document was written.
   *
   * @param listener runs on the thread that settled something, after each change
   */
  synchronized void whenLate(Runnable listener) {
    whenLate = listener;
  }

  /**
   * So many of its records are known to be dead letters that do not hold all of them, whether they
   * met that fate yet or not: the counts say at least so many.
   */
  public synchronized void letters(long incomplete) {
    letters = incomplete;
  }

  /** The object was read to its end and holds {@code records} records. */
  public void endReached(long records) {
    synchronized (this) {
      total = records;
    }
    completeIfDone();
  }

  synchronized void attempted() {
    attempts++;
  }

  /**
   * Opens what is unaccounted for once more: the object is read again.
   *
   * @return what this changed, for the counts of the process
   */
  synchronized Counts reopened() {
    OrdinalSet known = unaccounted.othersOf(settled);
    Counts.Builder change = new Counts.Builder();
    change.add(Fate.UNACCOUNTED, known.size() - settled.size());
    settled = known;
    unaccounted.forget();
    total = UNKNOWN;
    complete = new CompletableFuture<>();
    // The line that is written has to stay as it is until this reading has come to its end.
    whenLateBefore = whenLate;
    whenLate = null;
    counts.add(change.build());
    return change.build();
  }

  /**
   * Gives up again what a further reading was to bring, and did not.
   *
   * @return what this changed, for the counts of the process
   */
  Counts reclosed() {
    Counts.Builder change = new Counts.Builder();
    List<Runnable> settledFrames;
    Counts changed;
    Runnable late;
    synchronized (this) {
      settledFrames = pending.stream().map(PendingFrame::onSettled).toList();
      pending.clear();
      for (long at = settled.nextOut(0); read.contains(at); at = settled.nextOut(at)) {
        settle(at, Fate.UNACCOUNTED, change);
      }
      changed = change.build();
      counts.add(changed);
      late = whenLateBefore;
      whenLate = late;
    }
    settledFrames.forEach(Runnable::run);
    if (late != null) {
      late.run();
    }
    return changed;
  }

  /** How often the object was opened to be read. */
  public synchronized int attempts() {
    return attempts;
  }

  /** Completes when all is settled, with the counts. */
  public synchronized CompletableFuture<Counts> complete() {
    return complete;
  }

  public synchronized Counts counts() {
    return counts.build().withIncomplete(letters);
  }

  /**
   * The ordinals of an object that was read to its end whose fate nobody knows: in flight, or given
   * up as unaccounted.
   *
   * @param most of further runs nothing is said
   * @return runs that do not overlap, lowest first
   */
  public synchronized List<OrdinalRun> openRuns(int most) {
    List<OrdinalRun> runs = new ArrayList<>();
    for (long at = 0; runs.size() < most; ) {
      long inFlight = settled.nextOut(at);
      inFlight = inFlight < total ? inFlight : OrdinalSet.NONE;
      long given = unaccounted.nextFrom(at);
      long first = Math.min(inFlight, given);
      if (first == OrdinalSet.NONE) {
        break;
      }
      at = first == inFlight ? Math.min(settled.nextIn(first), total) : unaccounted.endOf(first);
      runs.add(new OrdinalRun(first, at - first));
    }
    return runs;
  }

  /** The earliest event time seen, milliseconds since the epoch; null without one. */
  public synchronized @Nullable Long firstEventMillis() {
    return firstEventMillis == Long.MAX_VALUE ? null : firstEventMillis;
  }

  /** The latest event time seen, milliseconds since the epoch; null without one. */
  public synchronized @Nullable Long lastEventMillis() {
    return lastEventMillis == Long.MIN_VALUE ? null : lastEventMillis;
  }

  /**
   * Takes over the fates of a frame.
   *
   * @param whole whether its chunk arrived whole, so that what is missing was dropped on the way
   * @return what this changed, for the counts of the process
   */
  Counts settle(FrameFates fates, boolean whole) {
    synchronized (this) {
      firstEventMillis = Math.min(firstEventMillis, fates.firstEventMillis());
      lastEventMillis = Math.max(lastEventMillis, fates.lastEventMillis());
      if (fates.isDamaged()) {
        damaged.addRange(fates.frame().first(), fates.frame().count());
      }
    }
    return settle(fates.frame(), i -> fates.fate(i, whole));
  }

  /**
   * Gives up what is open of a frame: it will not arrive.
   *
   * @param fate of a frame of which nothing arrived: {@link Fate#UNACCOUNTED}, or {@link
   *     Fate#DROPPED_IN_FLUENT_BIT} where filters drop whole frames on purpose. Of one that arrived
   *     without its end, each time, filters dropped that; of one that lay beside broken bytes
   *     nobody knows.
   * @return what this changed, for the counts of the process
   */
  Counts giveUp(Frame frame, Fate fate) {
    Fate given;
    synchronized (this) {
      gaveUp = true;
      boolean nothing = settled.countIn(frame.first(), frame.count()) == 0;
      boolean broken = damaged.countIn(frame.first(), frame.count()) > 0;
      given = broken ? Fate.UNACCOUNTED : nothing ? fate : Fate.DROPPED_IN_FLUENT_BIT;
    }
    return settle(frame, i -> given);
  }

  private Counts settle(Frame frame, IntFunction<@Nullable Fate> fateOf) {
    Counts.Builder change = new Counts.Builder();
    List<Runnable> settledFrames = new ArrayList<>();
    Counts changed;
    Runnable late;
    synchronized (this) {
      change.read(read.addRange(frame.first(), frame.count()));
      int fresh = 0;
      for (int i = 0; i < frame.count(); i++) {
        Fate fate = fateOf.apply(i);
        if (fate != null && settle(frame.first() + i, fate, change)) {
          fresh++;
        }
      }
      changed = change.build();
      counts.add(changed);
      countDown(frame, fresh, settledFrames);
      late = changed.equals(Counts.NONE) ? null : whenLate;
    }
    settledFrames.forEach(Runnable::run);
    completeIfDone();
    if (late != null) {
      late.run();
    }
    return changed;
  }

  /** Whether the ordinal was not settled before. */
  private boolean settle(long ordinal, Fate fate, Counts.Builder change) {
    boolean fresh = settled.add(ordinal);
    if (fresh) {
      change.add(fate, 1);
      provisional.forEach(each -> each.met(ordinal, fate));
      return true;
    }
    for (ProvisionalFate before : provisional) {
      if (before.yieldsTo(ordinal, fate)) {
        change.add(before.fate(), -1);
        change.add(fate, 1);
        provisional.forEach(each -> each.met(ordinal, fate));
        return false;
      }
    }
    return false;
  }

  private void countDown(Frame frame, int fresh, List<Runnable> settledFrames) {
    if (fresh == 0) {
      return;
    }
    for (Iterator<PendingFrame> each = pending.iterator(); each.hasNext(); ) {
      PendingFrame waiting = each.next();
      if (waiting.countDown(frame, fresh, settled)) {
        settledFrames.add(waiting.onSettled());
        each.remove();
      }
    }
  }

  private void completeIfDone() {
    Counts done = null;
    CompletableFuture<Counts> end;
    synchronized (this) {
      end = complete;
      if (total != UNKNOWN && settled.size() >= total && settled.size() == read.size()) {
        done = counts();
      }
    }
    if (done != null) {
      end.complete(done);
    }
  }
}
