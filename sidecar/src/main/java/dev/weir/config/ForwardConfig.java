package dev.weir.config;

import dev.weir.units.ByteSize;
import dev.weir.yaml.Durations;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The forward server: where Fluent Bit delivers.
 *
 * @param enabled whether the sidecar runs; true if the file has the section
 * @param listeners its sockets
 * @param budget bytes of chunks in memory; 40 % of the heap if the file has none, at least 96 MiB
 * @param maxFrame the longest frame and the longest decompressed payload; 32 MiB if the file has
 *     none, 16 MiB in a heap under 512 MiB, so that room for several chunks is left beside it
 * @param maxEntries entries of a chunk that become documents; a million if the file has none
 * @param handshakeTimeout for the whole handshake
 * @param stallTimeout a message that stalls for so long loses its connection
 * @param minRate bytes that a message has to bring each second, over the whole of it
 * @param maxConnections open connections of each listener
 * @param maxConnectionsPerPeer of those, the connections of one address or local user
 */
public record ForwardConfig(
    boolean enabled,
    List<ListenerConfig> listeners,
    ByteSize budget,
    ByteSize maxFrame,
    int maxEntries,
    Duration handshakeTimeout,
    Duration stallTimeout,
    ByteSize minRate,
    int maxConnections,
    int maxConnectionsPerPeer) {

  /** What the server takes for a message that is not oversize; beside the longest it needs one. */
  private static final ByteSize SLOT = ByteSize.ofMiB(4);

  /** A byte of a message costs the process so many: as sent, decompressed, and as JSON. */
  private static final int COPIES = 3;

  private static final ByteSize LEAST_DEFAULT = ByteSize.ofMiB(96);

  private static final ByteSize SMALL_HEAP = ByteSize.ofMiB(500);

  static ForwardConfig read(Section section, ByteSize maxHeap) {
    boolean enabled = section.value("enabled", section.present(), Forms.BOOLEAN);
    List<Section> listenerSections = section.sections("listeners");
    ForwardConfig config =
        new ForwardConfig(
            enabled,
            listenerSections.stream().map(ListenerConfig::read).toList(),
            section.value("budget", defaultBudget(maxHeap), Forms.size("1MiB", "1TiB")),
            section.value(
                "max_frame", defaultMaxFrame(maxHeap), Forms.size(SLOT.toString(), "1GiB")),
            section.value("max_entries", 1_000_000, Forms.number(10_000, 100_000_000)),
            section.value(
                "handshake_timeout", Durations.parse("10s"), Forms.duration("100ms", "5m")),
            section.value("stall_timeout", Durations.parse("10s"), Forms.duration("100ms", "5m")),
            section.value("min_rate", ByteSize.ofKiB(16), Forms.size("1KiB", "1GiB")),
            section.value("max_connections", 4096, Forms.number(1, 100_000)),
            section.value("max_connections_per_peer", 1024, Forms.number(1, 100_000)));
    if (enabled) {
      config.check(section, listenerSections);
    }
    return config;
  }

  private void check(Section section, List<Section> listenerSections) {
    if (listeners.isEmpty()) {
      section.problem("listeners", "no listener", "at least one of unix or tcp");
    }
    Set<Endpoint> seen = new HashSet<>();
    for (int i = 0; i < listeners.size(); i++) {
      Endpoint at = listeners.get(i).at();
      boolean chosenBySystem = at instanceof Endpoint.Tcp tcp && tcp.port() == 0;
      if (!chosenBySystem && !seen.add(at)) {
        listenerSections.get(i).problem("'" + at + "' a second time", "each address once");
      }
    }
    ByteSize least = new ByteSize(COPIES * (maxFrame.bytes() + SLOT.bytes()));
    if (budget.compareTo(least) < 0) {
      section.problem(
          "budget",
          "'" + budget + "'",
          "at least "
              + least
              + ", 3 times (max_frame "
              + maxFrame
              + " + 4MiB): raise budget and with it the heap, or lower max_frame");
    }
  }

  /**
   * A collector may hold back some of the heap it was given, so a little less than 512 MiB still
   * counts as that.
   */
  private static ByteSize defaultMaxFrame(ByteSize maxHeap) {
    return ByteSize.ofMiB(maxHeap.compareTo(SMALL_HEAP) < 0 ? 16 : 32);
  }

  /** In whole MiB, so that it reads well. */
  private static ByteSize defaultBudget(ByteSize maxHeap) {
    ByteSize share = ByteSize.ofMiB((maxHeap.bytes() * 2 / 5) >> 20);
    return share.compareTo(LEAST_DEFAULT) > 0 ? share : LEAST_DEFAULT;
  }
}
