package dev.weir.source.content;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Content that is next to nothing in S3, and takes the processor for long. */
public final class Zeros {
  private static final int BYTES = 48 << 20;

  /** As much of a member keeps it below the cap of a thousand bytes for each stored one. */
  private static final int NOISE_BYTES = 24 << 10;

  private Zeros() {}

  /** Members of 48 MiB each, one line together. */
  public static byte[] gzip(int members) {
    byte[] content = new byte[BYTES];
    Random random = new Random(1);
    for (int at = BYTES - NOISE_BYTES; at < BYTES; at++) {
      content[at] = (byte) ('a' + random.nextInt(16));
    }
    byte[] member = Containers.gzip(content);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < members; i++) {
      all.writeBytes(member);
    }
    return all.toByteArray();
  }
}
