package dev.weir.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsTest implements ListObserver {
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @TempDir Path folder = Path.of("");

  @Test
  void readsAgainWhatChangedAndOnlyThat() throws Exception {
    Path file = folder.resolve("list.txt");
    Files.writeString(file, "one");
    try (Lists lists = new Lists(this, System::nanoTime)) {
      KeptList<String> list = keep(lists, file, ListLimits.DEFAULT);

      lists.readOnce();
      lists.readOnce();
      Files.writeString(file, "three");
      lists.readOnce();

      assertEquals("three", list.get());
      assertEquals(5, list.entries());
      assertEquals(List.of("loaded", "unchanged", "loaded"), asked);
    }
  }

  @Test
  void aBrokenListLeavesTheLastGoodOneInForce() throws Exception {
    Path file = folder.resolve("list.txt");
    Files.writeString(file, "good");
    try (Lists lists = new Lists(this, System::nanoTime)) {
      KeptList<String> list = keep(lists, file, ListLimits.DEFAULT);
      lists.readOnce();

      Files.writeString(file, "broken");
      Map<String, Optional<String>> results = lists.readOnce();

      assertEquals("good", list.get());
      assertEquals(Map.of("words", Optional.of("it is broken")), results);
      assertEquals(List.of("loaded", "failed"), asked);

      Files.delete(file);
      lists.readOnce();
      assertEquals("good", list.get());
    }
  }

  @Test
  void aListThatIsNotThereStopsNothing() {
    Path file = folder.resolve("missing.txt");
    try (Lists lists = new Lists(this, System::nanoTime)) {
      KeptList<String> list = keep(lists, file, ListLimits.DEFAULT);

      lists.start(Duration.ofSeconds(10));

      assertNull(list.get());
      assertTrue(Double.isNaN(list.ageSeconds()));
      assertEquals(List.of("failed"), asked);
    }
  }

  @Test
  void aListThatIsTooLargeIsRefused() throws Exception {
    Path file = folder.resolve("list.txt");
    Files.writeString(file, "x".repeat(1000));
    ListLimits limits = new ListLimits(Duration.ofMinutes(1), 999, 10, Duration.ofMinutes(1));
    try (Lists lists = new Lists(this, System::nanoTime)) {
      KeptList<String> list = keep(lists, file, limits);

      Optional<String> problem = lists.readOnce().get("words");

      assertEquals(Optional.of("it is larger than 999 bytes (max_size)"), problem);
      assertNull(list.get());
    }
  }

  @Test
  void aListThatComesTooSlowlyIsRefused() throws Exception {
    Path file = folder.resolve("list.txt");
    Files.writeString(file, "x");
    ListLimits limits = new ListLimits(Duration.ofMinutes(1), 999, 10, Duration.ZERO);
    try (Lists lists = new Lists(this, System::nanoTime)) {
      keep(lists, file, limits);

      assertEquals(Optional.of("it takes too long to read"), lists.readOnce().get("words"));
    }
  }

  @Test
  void looksForChangesByItself() throws Exception {
    Path file = folder.resolve("list.txt");
    Files.writeString(file, "one");
    ListLimits limits = new ListLimits(Duration.ofMillis(20), 999, 10, Duration.ofMinutes(1));
    try (Lists lists = new Lists(this, System::nanoTime)) {
      KeptList<String> list = keep(lists, file, limits);
      lists.start(Duration.ofSeconds(10));
      assertEquals("one", list.get());

      Files.writeString(file, "two and more");

      Eventually.until("read again", () -> "two and more".equals(list.get()));
    }
  }

  private static KeptList<String> keep(Lists lists, Path file, ListLimits limits) {
    return lists.keep("words", new FileSource(file), limits, ListsTest::read);
  }

  private static ReadList<String> read(InputStream bytes, ListRoom room) throws IOException {
    String text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    if (text.equals("broken")) {
      throw new IOException("it is broken");
    }
    return new ReadList<>(text, text.length(), 0, 0);
  }

  @Override
  public void kept(String name, KeptList<?> list) {
    assertEquals("words", name);
  }

  @Override
  public void asked(String name, String outcome) {
    asked.add(outcome);
  }
}
