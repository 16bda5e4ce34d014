package dev.weir.pipeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many indices hosts may ask for by the times of their records, in each hour of receipt: what
 * is beyond that goes to the index of its receipt. Counted are all but those of the day of receipt
 * and of the days beside it, whether they are there or not. Thread-safe.
 */
final class IndexBounds {
  /** Of one peer and type: a week's days, after an outage. */
  static final int OF_A_TYPE = 7;

  /** Of one peer, whatever the types. */
  static final int OF_A_PEER = 32;

  /** Of all peers. */
  static final int OF_ALL = 128;

  private static final int MOST_PEERS = 4096;
  private static final long HOUR_SECONDS = 3600;

  private final Map<String, Set<String>> byPeer = new HashMap<>();
  private final Set<String> all = new HashSet<>();
  private long hour = Long.MIN_VALUE;

  /**
   * Whether a peer may have a record in this index.
   *
   * @param peer its address, whatever port it sends from
   * @param prefix what the names of the type's indices begin with
   */
  synchronized boolean admits(String peer, String prefix, String index, long receivedSeconds) {
    long now = Math.floorDiv(receivedSeconds, HOUR_SECONDS);
    if (now > hour) {
      hour = now;
      byPeer.clear();
      all.clear();
    }
    Set<String> ofPeer = byPeer.getOrDefault(peer, Set.of());
    if (ofPeer.contains(index)) {
      return true;
    }
    long ofType = ofPeer.stream().filter(each -> each.startsWith(prefix)).count();
    boolean known = all.contains(index);
    if (ofType >= OF_A_TYPE
        || ofPeer.size() >= OF_A_PEER
        || (!known && all.size() >= OF_ALL)
        || (ofPeer.isEmpty() && byPeer.size() >= MOST_PEERS)) {
      return false;
    }
    all.add(index);
    byPeer.computeIfAbsent(peer, none -> new HashSet<>()).add(index);
    return true;
  }

  /** The address of a peer without its port. */
  static String address(String peer) {
    int colon = peer.lastIndexOf(':');
    return colon < 0 ? peer : peer.substring(0, colon);
  }
}
