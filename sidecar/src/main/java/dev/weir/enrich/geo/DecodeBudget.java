package dev.weir.enrich.geo;

import com.maxmind.db.CacheKey;
import com.maxmind.db.DecodedValue;
import com.maxmind.db.NodeCache;
import java.io.IOException;

/**
 * Lets an answer have only so many parts. Parts of a database point at others, which is how a
 * hostile one would make an answer of a few bytes endless. Each thread has its own.
 */
final class DecodeBudget implements NodeCache {
  /** Real answers have below fifty. */
  private static final int MOST_POINTERS = 2_000;

  private final ThreadLocal<int[]> left = ThreadLocal.withInitial(() -> new int[1]);

  /** Begins the next answer. */
  void renew() {
    left.get()[0] = MOST_POINTERS;
  }

  @Override
  public DecodedValue get(CacheKey<?> key, Loader loader) throws IOException {
    if (--left.get()[0] < 0) {
      throw new IOException("an answer of too many parts");
    }
    return loader.load(key);
  }
}
