package dev.weir.source.content;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;

/** Zip archives of any bytes behind their first signature. */
class ZipFuzzTest {
  private static final byte[] MEMBER = {'P', 'K', 3, 4};
  private static final int MOST_BYTES = 64 << 10;

  private final ReadParts parts = new ReadParts();

  @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
  void readsOrRefusesEveryZip(byte[] data) throws IOException {
    if (data.length < 1 || data.length > MOST_BYTES) {
      return;
    }
    byte[] archive = Arrays.copyOf(MEMBER, MEMBER.length + data.length - 1);
    System.arraycopy(data, 1, archive, MEMBER.length, data.length - 1);

    var unused = parts.check(archive, 1 + (data[0] & 0xff));
  }
}
