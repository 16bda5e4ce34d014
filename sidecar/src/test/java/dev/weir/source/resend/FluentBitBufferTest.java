package dev.weir.source.resend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FluentBitBufferTest {
  private final Path storage;
  private final FluentBitBuffer buffer;

  FluentBitBufferTest(@TempDir Path storage) {
    this.storage = storage;
    this.buffer = new FluentBitBuffer(storage);
  }

  @Test
  void tellsTheOldestChunkOfAllForwardInputs() throws IOException {
    chunk("forward.0", "4711-1700000300.123456789.flb");
    chunk("forward.1", "4711-1700000200.  12.flb");
    chunk("tail.2", "4711-1600000000.123456789.flb");

    assertEquals(OptionalLong.of(1_700_000_200), buffer.oldestChunk());
  }

  @Test
  void tellsAnEmptyBufferFromOneThatCannotBeSeen() throws IOException {
    assertEquals(OptionalLong.empty(), new FluentBitBuffer(null).oldestChunk());
    assertEquals(OptionalLong.empty(), new FluentBitBuffer(storage.resolve("no")).oldestChunk());
    assertEquals(OptionalLong.empty(), buffer.oldestChunk(), "its inputs keep nothing on disk");

    Files.createDirectories(storage.resolve("forward.0"));

    assertEquals(OptionalLong.of(FluentBitBuffer.EMPTY), buffer.oldestChunk());
  }

  @Test
  void takesAFileOfAnotherNameForOld() throws IOException {
    chunk("forward.0", "4711-1700000300.123456789.flb");
    chunk("forward.0", "something else");

    assertEquals(OptionalLong.of(0), buffer.oldestChunk());
  }

  private void chunk(String input, String name) throws IOException {
    Files.createDirectories(storage.resolve(input));
    Files.createFile(storage.resolve(input).resolve(name));
  }
}
