package dev.weir.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteTableTest {
  @Test
  void agreesWithAMap() {
    ByteTable table = new ByteTable();
    Map<String, Integer> map = new HashMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String key = "k" + random.nextInt(9000) + "x".repeat(random.nextInt(20));
      table.put(key.getBytes(StandardCharsets.UTF_8), i);
      map.put(key, i);
    }
    table.trim();

    assertEquals(map.size(), table.size());
    map.forEach(
        (key, value) -> {
          byte[] padded = ("<" + key + ">").getBytes(StandardCharsets.UTF_8);
          int place = table.find(padded, 1, padded.length - 2);
          assertEquals(value, table.value(place));
          assertEquals(
              key,
              new String(
                  table.pool(), table.from(place), table.length(place), StandardCharsets.UTF_8));
          assertEquals(ByteTable.NONE, table.find(padded, 0, padded.length));
        });
  }

  @Test
  void anEmptyKeyIsAKey() {
    ByteTable table = new ByteTable();

    table.put(new byte[0], 5);

    assertTrue(table.find(new byte[3], 2, 0) >= 0);
    assertEquals(ByteTable.NONE, table.find(new byte[3], 2, 1));
  }

  @Test
  void anEmptyTableHasNothing() {
    assertEquals(ByteTable.NONE, new ByteTable().trim().find(new byte[3], 0, 3));
  }
}
