package dev.weir.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Bytes of which there may be only so many, in only so much time. */
final class CappedInput extends FilterInputStream {
  private final long most;
  private final long deadlineNanos;
  private long left;

  CappedInput(InputStream in, long most, Duration within) {
    super(in);
    this.most = most;
    this.left = most;
    this.deadlineNanos = System.nanoTime() + within.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    if (System.nanoTime() - deadlineNanos > 0) {
      throw new IOException("it takes too long to read");
    }
    int read = super.read(into, at, length);
    left -= Math.max(0, read);
    if (left < 0) {
      throw new IOException("it is larger than " + most + " bytes (max_size)");
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count && read() >= 0) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
