package dev.weir.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The events of CloudTrail that records of the benchmark tell of: the frequent ones of real trails
 * several times, and some that detection rules look for.
 */
final class TrailEvents {
  private static final List<Event> ALL = read();

  private TrailEvents() {}

  /** An event by the service that tells of it. */
  record Event(String source, String name) {}

  static List<Event> all() {
    return ALL;
  }

  private static List<Event> read() {
    try (InputStream lines = TrailEvents.class.getResourceAsStream("rules/events.txt")) {
      if (lines == null) {
        throw new IllegalStateException("rules/events.txt is not in the jar");
      }
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" ", -1))
          .map(words -> new Event(words[0], words[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
