package dev.weir.forward;

import dev.weir.settings.Endpoint;
import dev.weir.units.ByteSize;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a {@link ForwardServer} is to do.
 *
 * @param enabled whether the sidecar runs one; true if the file has the section
 * @param listeners its sockets
 * @param limits what it spends at most
 * @param maxEntries entries of a chunk that become documents; a million if the file has none
 * @param deadlines how long it waits
 */
public record ForwardSettings(
    boolean enabled,
    List<Listener> listeners,
    ForwardLimits limits,
    int maxEntries,
    ForwardDeadlines deadlines) {
  private static final int MOST_ENTRIES = 1_000_000;

  public ForwardSettings {
    listeners = List.copyOf(listeners);
  }

  /** With the default number of entries. */
  public ForwardSettings(
      List<Listener> listeners, ForwardLimits limits, ForwardDeadlines deadlines) {
    this(true, listeners, limits, MOST_ENTRIES, deadlines);
  }

  /** These listeners with the default limits and deadlines. */
  public static ForwardSettings of(Listener... listeners) {
    return new ForwardSettings(List.of(listeners), ForwardLimits.DEFAULT, ForwardDeadlines.DEFAULT);
  }

  /**
   * Reads the section {@code forward}.
   *
   * @param host the name that the server gives itself
   * @param maxHeap the heap that defaults are a part of
   */
  public static ForwardSettings read(Section section, String host, ByteSize maxHeap) {
    boolean enabled = section.value("enabled", section.present(), Forms.BOOLEAN);
    List<Section> sections = section.sections("listeners");
    List<Listener> listeners = new ArrayList<>();
    Set<Endpoint> seen = new HashSet<>();
    for (Section each : sections) {
      Listener listener = Listener.read(each, host);
      if (listener != null) {
        listeners.add(listener);
        checkOnce(each, listener.at(), seen);
      }
    }
    if (enabled && sections.isEmpty()) {
      section.problem("listeners", "no listener", "at least one of unix or tcp");
    }
    return new ForwardSettings(
        enabled,
        listeners,
        ForwardLimits.read(section, maxHeap),
        section.value("max_entries", MOST_ENTRIES, Forms.number(10_000, 100_000_000)),
        ForwardDeadlines.read(section));
  }

  private static void checkOnce(Section section, Endpoint at, Set<Endpoint> seen) {
    boolean chosenBySystem = at instanceof Endpoint.Tcp tcp && tcp.port() == 0;
    if (!chosenBySystem && !seen.add(at)) {
      section.problem("'" + at + "' a second time", "each address once");
    }
  }

  /** The same, with so much time for chunks in flight when it closes. */
  public ForwardSettings withDrain(Duration drain) {
    return new ForwardSettings(enabled, listeners, limits, maxEntries, deadlines.withDrain(drain));
  }
}
