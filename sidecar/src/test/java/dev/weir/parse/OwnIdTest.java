package dev.weir.parse;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.type.EventId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two events have one id only if all parts of it are the same. */
class OwnIdTest {
  private static final EventId ID =
      new EventId(List.of(part("a", false), part("b", true), part("c", true)), null);

  private final RecordIds ids = new RecordIds();

  @Test
  void tellsPartsApartWhateverTheyHold() throws Exception {
    List<String> values =
        List.of("", "x", ":", "x:", ":x", "x:x", ":1.1:x", "\u0000", "x".repeat(150));
    Set<String> found = new HashSet<>();
    int events = 0;
    for (String a : values.subList(1, values.size())) {
      for (String b : values) {
        for (String c : values) {
          found.add(id(Map.of("a", a, "b", b, "c", c)));
          events++;
        }
      }
    }

    assertEquals(events, found.size());
  }

  @Test
  void joinsPartsByColonsWhereThatTellsThemApart() throws Exception {
    assertEquals("x:y:z", id(Map.of("a", "x", "b", "y", "c", "z")));
    assertEquals("x:y:12:30", id(Map.of("a", "x", "b", "y", "c", "12:30")));
    assertEquals(":4.1.1:k::x:y:z", id(Map.of("a", "k::x", "b", "y", "c", "z")));
    assertEquals("x:y", id(Map.of("a", "x", "b", "y")));
    assertEquals(":1.0.1:x:z", id(Map.of("a", "x", "c", "z")));
  }

  private static EventId.Part part(String name, boolean optional) {
    return new EventId.Part(List.of(name), optional);
  }

  private String id(Map<String, String> parts) throws Exception {
    byte[] id = new OwnId(ID).of(event(new HashMap<>(parts)), null, ids);
    return new String(Objects.requireNonNull(id), StandardCharsets.US_ASCII);
  }
}
