package dev.weir.source.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Any object is text, an archive, or told what it is; the same whatever the sizes of the reads. */
class ContentFuzzTest {
  private final ReadParts parts = new ReadParts();

  @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
  void tellsWhatAnyObjectHolds(byte[] data) throws IOException {
    int pieces = data.length == 0 ? 1 : 1 + (data[data.length - 1] & 0xff);

    var unused = parts.check(data, pieces);

    assertEquals(
        TextRule.isTextByCount(data, 0, data.length), TextRule.isTextLine(data, 0, data.length));
  }
}
