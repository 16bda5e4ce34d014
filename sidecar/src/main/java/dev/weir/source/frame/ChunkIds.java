package dev.weir.source.frame;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of forward chunks: 32 hexadecimal digits, never the same twice. Thread-safe. */
public final class ChunkIds {
  private static final HexFormat HEX = HexFormat.of();

  private final String process;
  private final AtomicLong next = new AtomicLong();

  public ChunkIds(SecureRandom random) {
    this.process = HEX.toHexDigits(random.nextLong());
  }

  public String next() {
    return process + HEX.toHexDigits(next.getAndIncrement());
  }
}
