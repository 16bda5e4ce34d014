package dev.weir.account;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of all objects at work in this process, and the process's own sum. The source opens
 * objects and counts records out; the sidecar settles frames and so counts them back. Thread-safe.
 *
 * <p>A frame may arrive before its object is opened: one that another life of this process sent,
 * and that waited in Fluent Bit's buffer. Its fates are kept, for a bounded number of objects, and
 * the object starts with them when it is opened. If it never is, a process before this one may have
 * settled the object: who was given to the ledger is told of such frames.
 */
public final class Ledger {
  private static final int REMEMBERED_OBJECTS = 10_000;

  /** Of which records' alerts people are told. */
  private enum Telling {
    BY_STAMP,
    ALWAYS,
    NEVER
  }

  private final Map<ObjectVersion, OpenObject> open = new ConcurrentHashMap<>();
  private final Map<ObjectVersion, OpenObject> early = bounded();
  private final Map<ObjectVersion, OpenObject> late = bounded();

  /** Those that this process settled, and as what. */
  private final Map<ObjectVersion, LedgerState> settled = bounded();

  /** Open ones that were closed before, with records unaccounted for. */
  private final Set<ObjectVersion> reopened = new HashSet<>();

  private final Counts.Builder totals = new Counts.Builder();
  private final EarlyFrames earlyFrames;
  private final Telling telling;

  private long closedObjects;

  /** A ledger that tells nobody of frames whose object it does not know. */
  public Ledger() {
    this(EarlyFrames.NONE);
  }

  /** A ledger that tells of frames whose object it does not know. */
  public Ledger(EarlyFrames earlyFrames) {
    this(earlyFrames, Telling.BY_STAMP);
  }

  private Ledger(EarlyFrames earlyFrames, Telling telling) {
    this.earlyFrames = earlyFrames;
    this.telling = telling;
  }

  /**
   * The ledger of a replay.
   *
   * @param told whether people are told of alerts of its records; their stamps do not matter
   */
  public static Ledger ofReplay(boolean told) {
    return new Ledger(EarlyFrames.NONE, told ? Telling.ALWAYS : Telling.NEVER);
  }

  /**
   * Whether people are told of alerts of a record.
   *
   * @param quiet whether its stamp says that they are not
   */
  public boolean isTold(boolean quiet) {
    return switch (telling) {
      case BY_STAMP -> !quiet;
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }

  /**
   * Opens an object's account, or returns the one that is open. One that was closed with records
   * unaccounted for is gone on with, as long as it is kept: those are open again.
   */
  public OpenObject open(ObjectVersion object) {
    synchronized (early) {
      return open.computeIfAbsent(
          object,
          absent -> {
            OpenObject before = unaccounted(absent);
            before = before == null ? early.remove(absent) : before;
            OpenObject account = before == null ? new OpenObject(absent) : before;
            account.attempted();
            return account;
          });
    }
  }

  /** Takes an account back that was closed with records unaccounted for; null without one. */
  private @Nullable OpenObject unaccounted(ObjectVersion object) {
    OpenObject closed = late.remove(object);
    if (closed == null || closed.counts().unaccounted() == 0) {
      return null;
    }
    settled.remove(object);
    reopened.add(object);
    count(closed.reopened());
    return closed;
  }

  /** As what this process settled the object; {@code ABSENT} if it did not, or forgot it. */
  public LedgerState settledAs(ObjectVersion object) {
    synchronized (early) {
      LedgerState state = settled.get(object);
      if (state == null) {
        return LedgerState.ABSENT;
      }
      OpenObject kept = late.get(object);
      return kept == null ? state : kept.counts().state();
    }
  }

  /**
   * Takes an object off the open ones before its end: it will be read again, here or elsewhere.
   * What settled so far is remembered for a while. What was unaccounted for before it was opened,
   * and is open still, is so again.
   */
  public void abandon(ObjectVersion object) {
    OpenObject account;
    boolean again;
    synchronized (early) {
      account = open.get(object);
      again = reopened.remove(object);
    }
    if (account != null && again) {
      // First this: once the object is taken off, its account says what it is settled as.
      count(account.reclosed());
    }
    synchronized (early) {
      open.remove(object);
      if (account != null && again) {
        settled.put(object, LedgerState.UNACCOUNTED);
        late.put(object, account);
      } else if (account != null) {
        early.put(object, account);
      }
    }
  }

  /** Whether the object's account is open. */
  public boolean isOpen(ObjectVersion object) {
    return open.containsKey(object);
  }

  /** A frame of an open object is on its way. See {@link OpenObject#frameSent}. */
  public void frameSent(OpenObject object, Frame frame, Runnable onSettled) {
    long fresh = object.frameSent(frame, onSettled);
    synchronized (totals) {
      totals.read(fresh);
    }
  }

  /**
   * Takes over the fates of one frame out of one chunk that is final.
   *
   * @param whole whether the chunk was carried through to its end, so that ordinals of the frame
   *     that are not in it were dropped by filters in Fluent Bit
   */
  public void settle(FrameFates fates, boolean whole) {
    OpenObject account = account(fates.frame().object());
    if (account != null) {
      count(account.settle(fates, whole));
      if (!isOpen(account.object()) && isEarly(account)) {
        earlyFrames.arrived(fates, whole);
      }
    }
  }

  /**
   * Gives up what is open of a frame: it was sent several times, and that does not arrive.
   *
   * @param fate see {@link OpenObject#giveUp}
   * @return how many of its records are unaccounted for by that
   */
  public long giveUp(OpenObject object, Frame frame, Fate fate) {
    Counts change = object.giveUp(frame, fate);
    count(change);
    return change.unaccounted();
  }

  /** Counts records that came with no stamp, from hosts: each arrival is one read. */
  public void settleUnstamped(Fate fate, long records) {
    synchronized (totals) {
      totals.read(records);
      totals.add(fate, records);
    }
  }

  /**
   * Closes the account of an object whose line is in the ledger index. If records of it may yet
   * arrive and change that line, the account is kept for them, as long as there is room.
   *
   * @param whenLate runs after each such change, on the thread that made it
   */
  public void close(ObjectVersion object, Runnable whenLate) {
    OpenObject closed;
    synchronized (early) {
      closed = open.remove(object);
      reopened.remove(object);
      if (closed == null) {
        settled.put(object, LedgerState.SETTLED);
      } else {
        keep(closed, whenLate);
      }
    }
    if (closed != null) {
      synchronized (totals) {
        closedObjects++;
      }
    }
  }

  /** Notes what a closed object is settled as, or keeps the account that can yet tell. */
  private void keep(OpenObject closed, Runnable whenLate) {
    // Under the account's own lock: what settles meanwhile is in the state, or finds the account.
    synchronized (closed) {
      settled.put(closed.object(), closed.counts().state());
      if (closed.mayChange()) {
        closed.whenLate(whenLate);
        late.put(closed.object(), closed);
      }
    }
  }

  /** What became of all records of this process so far. */
  public Counts totals() {
    synchronized (totals) {
      return totals.build();
    }
  }

  /** How many objects were opened and closed again. */
  public long closedObjects() {
    synchronized (totals) {
      return closedObjects;
    }
  }

  /** How many objects are open. */
  public int openObjects() {
    return open.size();
  }

  private void count(Counts change) {
    synchronized (totals) {
      totals.add(change);
    }
  }

  /** The object's account; null if all of it is final: a late copy changes nothing then. */
  private @Nullable OpenObject account(ObjectVersion object) {
    OpenObject account = open.get(object);
    if (account != null) {
      return account;
    }
    synchronized (early) {
      account = open.get(object);
      if (account != null) {
        return account;
      }
      account = late.get(object);
      if (account != null) {
        return account;
      }
      return settled.containsKey(object) ? null : early.computeIfAbsent(object, OpenObject::new);
    }
  }

  private boolean isEarly(OpenObject account) {
    synchronized (early) {
      return account.equals(early.get(account.object()));
    }
  }

  /** Forgets the oldest; touched only under the lock of {@code early}. */
  private static <T> Map<ObjectVersion, T> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<ObjectVersion, T> eldest) {
        return size() > REMEMBERED_OBJECTS;
      }
    };
  }
}
