package dev.weir.forward;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which chunks were refused how often, the latest 1,024 of them. A chunk is told by tag,
 * reason and content, not by its id: two different chunks of the same bytes share one, and some
 * clients make a new one for each try.
 */
final class RefusalMemory {
  private static final int TRIES = 3;
  private static final int KEPT = Integer.MAX_VALUE;
  private static final int REMEMBERED = 1024;

  private final Map<String, Integer> triesByChunk =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Names a chunk that was refused, by its content. */
  static String fingerprint(RefusedChunk chunk) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(chunk.bytes(), chunk.from(), chunk.knownTo() - chunk.from());
      return chunk.reason() + HexFormat.of().formatHex(digest.digest()) + chunk.tag();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Counts a refusal. A chunk that its sender forgets has no second try. */
  synchronized RefusalAction refused(String fingerprint, boolean sentAgain) {
    int tries = triesByChunk.getOrDefault(fingerprint, 0);
    if (tries == KEPT) {
      return RefusalAction.KEPT_BEFORE;
    }
    triesByChunk.put(fingerprint, Math.min(tries + 1, TRIES));
    return tries + 1 < TRIES && sentAgain ? RefusalAction.SEND_AGAIN : RefusalAction.DEAD_LETTER;
  }

  synchronized void kept(String fingerprint) {
    triesByChunk.put(fingerprint, KEPT);
  }
}
