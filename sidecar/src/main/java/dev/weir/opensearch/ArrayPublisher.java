package dev.weir.opensearch;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;

/**
 * A request's body straight from an array that is used again afterwards. The JDK's own publisher
 * copies it all.
 *
 * <p>The last piece alone is a copy: what a lost connection still writes when the array is another
 * request's already can then never be a whole body, so no server takes it for one. {@link #revoke}
 * has to come before the array is written to.
 */
final class ArrayPublisher implements BodyPublisher {
  private static final int PIECE_BYTES = 64 << 10;

  private final byte[] bytes;
  private final int length;
  private volatile boolean revoked;

  ArrayPublisher(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** Hands out no more of the array: whoever still asks gets an error. */
  void revoke() {
    revoked = true;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(new Pieces(subscriber));
  }

  /** A subscriber may ask for more from within {@code onNext}: that call only counts. */
  private final class Pieces implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private long demand;
    private int at;
    private boolean handing;
    private boolean ended;

    Pieces(Flow.Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long pieces) {
      if (pieces <= 0) {
        fail(new IllegalArgumentException("asked for " + pieces));
        return;
      }
      synchronized (this) {
        demand = pieces > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + pieces;
        if (handing) {
          return;
        }
        handing = true;
      }
      handOut();
    }

    @Override
    public synchronized void cancel() {
      ended = true;
    }

    private void handOut() {
      while (isWanted()) {
        if (revoked) {
          fail(new IllegalStateException("the request was given up"));
          return;
        }
        subscriber.onNext(piece());
        if (at == length) {
          cancel();
          subscriber.onComplete();
        }
      }
    }

    private void fail(RuntimeException why) {
      cancel();
      subscriber.onError(why);
    }

    private synchronized boolean isWanted() {
      if (ended || demand == 0) {
        handing = false;
        return false;
      }
      demand--;
      return true;
    }

    private ByteBuffer piece() {
      int from = at;
      at = Math.min(length, from + PIECE_BYTES);
      return at == length
          ? ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, at))
          : ByteBuffer.wrap(bytes, from, at - from).slice().asReadOnlyBuffer();
    }
  }
}
