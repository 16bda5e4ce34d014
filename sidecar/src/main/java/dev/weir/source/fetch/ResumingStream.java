package dev.weir.source.fetch;

import dev.weir.thread.Backoff;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An object's bytes to their last one. Where the connection breaks, stalls past the client's
 * timeout or ends early, it asks for the rest, on condition that the object is still the same;
 * after six more attempts that brought no byte it gives up.
 */
final class ResumingStream extends InputStream {
  private static final int ATTEMPTS = 6;

  private final RangeReader reader;
  private final ObjectAddress address;
  private final String eTag;
  private final long totalBytes;
  private final Runnable onResume;
  private final Backoff backoff;
  private @Nullable RangeBody current;
  private long position;
  private int failures;

  ResumingStream(
      RangeReader reader,
      ObjectAddress address,
      RangeBody first,
      Runnable onResume,
      Backoff backoff) {
    this.reader = reader;
    this.address = address;
    this.eTag = first.eTag();
    this.totalBytes = first.totalBytes();
    this.onResume = onResume;
    this.backoff = backoff;
    this.current = first;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position < totalBytes) {
      int read = attempt(target, from, length);
      if (read > 0) {
        position += read;
        failures = 0;
        return read;
      }
      drop();
    }
    return -1;
  }

  @Override
  public void close() {
    drop();
  }

  /** Bytes read, or 0 where the connection gave none and is to be replaced. */
  private int attempt(byte[] target, int from, int length) throws IOException {
    try {
      RangeBody body = current;
      if (body == null) {
        pause();
        onResume.run();
        body = reader.open(address, position, eTag);
        current = body;
      }
      int wanted = (int) Math.min(length, totalBytes - position);
      int read = body.body().read(target, from, wanted);
      if (read <= 0) {
        throw new EOFException("the answer ended before the object did");
      }
      return read;
    } catch (FetchException e) {
      if (e.reason() != FetchException.Reason.UNAVAILABLE) {
        throw e;
      }
      return failed(e);
    } catch (InterruptedIOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return failed(e);
    } catch (IOException | RuntimeException e) {
      // The SDK also answers a broken connection with unchecked exceptions.
      return failed(e);
    }
  }

  private int failed(Exception e) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while reading " + address.key());
    }
    if (failures >= ATTEMPTS) {
      throw new FetchException(FetchException.Reason.UNAVAILABLE, e);
    }
    return 0;
  }

  private void pause() throws InterruptedIOException {
    try {
      backoff.sleep(failures + 1);
      failures++;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading " + address.key());
    }
  }

  private void drop() {
    RangeBody body = current;
    current = null;
    if (body != null) {
      body.abort().run();
    }
  }
}
