package dev.weir.source.content;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tar archives of any blocks. The sums of what may be headers are made right, so that what is
 * behind them is reached.
 */
class TarFuzzTest {
  private static final int BLOCK = 512;
  private static final int SUM_AT = 148;
  private static final int MOST_BYTES = 64 << 10;

  private final ReadParts parts = new ReadParts();

  @FuzzTest(maxDuration = "2h", maxExecutions = 1_000_000)
  void readsOrRefusesEveryTar(byte[] data) throws IOException {
    if (data.length < 2 || data.length > MOST_BYTES) {
      return;
    }
    byte[] archive = Arrays.copyOfRange(data, 2, data.length);
    for (int at = 0; at + BLOCK <= archive.length; at += BLOCK) {
      if (((data[0] >>> ((at / BLOCK) & 7)) & 1) != 0 && archive[at] != 0) {
        sum(archive, at);
      }
    }

    var unused = parts.check(archive, 1 + (data[1] & 0xff));
  }

  private static void sum(byte[] archive, int from) {
    Arrays.fill(archive, from + SUM_AT, from + SUM_AT + 8, (byte) ' ');
    int sum = 0;
    for (int i = from; i < from + BLOCK; i++) {
      sum += archive[i] & 0xff;
    }
    for (int i = 5; i >= 0; i--) {
      archive[from + SUM_AT + i] = (byte) ('0' + (sum & 7));
      sum >>>= 3;
    }
    archive[from + SUM_AT + 6] = 0;
  }
}
