package dev.weir.forward;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which connections one listener lets in. A peer has at most its limit of them. If the listener is
 * full, a peer with fewer takes the place of the longest idle connection of the peer with the most:
 * its sender opens another when it has something to send. Thread-safe.
 */
final class Admission {
  private final int most;
  private final int mostOfPeer;
  private final Map<Peer, Set<Connection>> byPeer = new HashMap<>();
  private int size;

  Admission(ForwardLimits limits) {
    this.most = limits.connections();
    this.mostOfPeer = limits.connectionsPerPeer();
  }

  /** Whether the connection may come in; if so, {@link #left} is to be called at its end. */
  boolean admit(Connection connection) {
    Connection idle = null;
    synchronized (this) {
      int own = byPeer.getOrDefault(connection.from(), Set.of()).size();
      if (own >= mostOfPeer) {
        return false;
      }
      if (size >= most) {
        idle = longestIdle(own);
        if (idle == null) {
          return false;
        }
        left(idle);
      }
      byPeer.computeIfAbsent(connection.from(), _ -> new LinkedHashSet<>()).add(connection);
      size++;
    }
    if (idle != null) {
      idle.close(CloseReason.TOO_MANY_CONNECTIONS);
    }
    return true;
  }

  /** The connection is closed. */
  synchronized void left(Connection connection) {
    Set<Connection> own = byPeer.get(connection.from());
    if (own != null && own.remove(connection)) {
      size--;
      if (own.isEmpty()) {
        byPeer.remove(connection.from());
      }
    }
  }

  private @Nullable Connection longestIdle(int ofOther) {
    Set<Connection> largest =
        byPeer.values().stream().max(Comparator.comparingInt(Set::size)).orElse(Set.of());
    if (largest.size() <= ofOther + 1) {
      return null;
    }
    return largest.stream()
        .filter(Connection::isIdle)
        .min(Comparator.comparingLong(Connection::idleSince))
        .orElse(null);
  }
}
