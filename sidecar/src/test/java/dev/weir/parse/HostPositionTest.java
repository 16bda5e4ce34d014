package dev.weir.parse;

import static dev.weir.event.Records.event;
import static dev.weir.event.Records.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPositionTest {
  private static final Map<String, Object> LINE =
      Map.of(
          "log.file.path", "/var/log/auth.log",
          "log.offset", 512,
          "host.name", "h1",
          "message", "session opened");

  private final HostPosition position = new HostPosition();

  @Test
  void aLineOfAFileHasHostFileAndOffset() throws Exception {
    assertTrue(position.isIn(event(LINE)));
    assertTrue(position.isIn(event(Map.of("_MACHINE_ID", "m", "_BOOT_ID", "b"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log.file.path", "log.offset", "host.name"})
  void aLineWithoutOneOfThemHasNoPosition(String missing) throws Exception {
    Map<String, Object> fields = new HashMap<>(LINE);
    fields.remove(missing);

    assertFalse(position.isIn(event(fields)));
  }

  @Test
  void theSameLineHasTheSameIdInAnyChunkAndPlace() throws Exception {
    String first = id(new RecordIds(), 5, 7, LINE);
    RecordIds ofAnotherChunk = new RecordIds();
    id(ofAnotherChunk, 5, 7, Map.of("message", "before it"));

    assertEquals(first, id(ofAnotherChunk, 5, 7, LINE));
  }

  @ParameterizedTest
  @CsvSource({
    "auth.log.1, true",
    "auth.log-20261121, true",
    "auth.log.2, false",
    "auth.log-2026112, false",
    "auth.log-2026112x, false",
    "auth.log.20261121, false",
  })
  void aLineIsTheSameAfterItsFileWasRotated(String name, boolean same) throws Exception {
    Map<String, Object> rotated = new HashMap<>(LINE);
    rotated.put("log.file.path", "/var/log/" + name);

    assertEquals(same, id(new RecordIds(), 5, 7, LINE).equals(id(new RecordIds(), 5, 7, rotated)));
  }

  @Test
  void theOrderOfFieldsDoesNotMatter() throws Exception {
    Map<String, Object> turned = new TreeMap<>(Comparator.reverseOrder());
    turned.putAll(LINE);

    assertEquals(id(new RecordIds(), 5, 7, new TreeMap<>(LINE)), id(new RecordIds(), 5, 7, turned));
  }

  @Test
  void timeAndEveryFieldTellLinesApart() throws Exception {
    RecordIds ids = new RecordIds();
    String id = id(ids, 5, 7, LINE);

    assertNotEquals(id, id(ids, 5, 8, LINE));
    assertNotEquals(id, id(ids, 6, 7, LINE));
    for (String field : LINE.keySet()) {
      Map<String, Object> other = new HashMap<>(LINE);
      other.put(field, "other");
      assertNotEquals(id, id(ids, 5, 7, other), field);
    }
  }

  @Test
  void equalRecordsThatFollowOneAnotherStaySeveral() throws Exception {
    RecordIds ids = new RecordIds();

    String first = id(ids, 5, 7, LINE);

    assertEquals(first + "-1", id(ids, 5, 7, LINE));
    assertEquals(first + "-2", id(ids, 5, 7, LINE));
    id(ids, 6, 7, LINE);
    assertEquals(first, id(ids, 5, 7, LINE));
  }

  private String id(RecordIds ids, long seconds, int nanos, Map<String, Object> fields)
      throws Exception {
    byte[] map = record(fields);
    LogEvent event = new LogEvent(new ReservedNames(List.of("weir")));
    event.reset(map, 0, map.length);
    position.isIn(event);
    byte[] id = ids.ofPlaced("host.auth", seconds, nanos, position, map, 0, map.length);
    return new String(id, StandardCharsets.US_ASCII);
  }
}
