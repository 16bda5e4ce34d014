package dev.weir.opensearch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrayPublisherTest {
  private final byte[] array = new byte[1 << 20];
  private final Reader reader = new Reader();

  @Test
  void handsOutTheArrayUpToItsLength() {
    new Random(1).nextBytes(array);
    ArrayPublisher publisher = new ArrayPublisher(array, 300_001);

    publisher.subscribe(reader);
    while (!reader.complete) {
      reader.subscription().request(1);
    }

    assertEquals(300_001, publisher.contentLength());
    assertArrayEquals(Arrays.copyOf(array, 300_001), reader.read.toByteArray());
  }

  @Test
  void startsAnewForEachSubscriber() {
    ArrayPublisher publisher = new ArrayPublisher(array, 200_000);
    Reader second = new Reader();

    publisher.subscribe(reader);
    reader.subscription().request(1);
    publisher.subscribe(second);
    second.subscription().request(Long.MAX_VALUE);
    reader.subscription().request(Long.MAX_VALUE);

    assertEquals(200_000, second.read.size());
    assertEquals(200_000, reader.read.size());
  }

  @Test
  void endsInAnErrorOnceRevoked() {
    ArrayPublisher publisher = new ArrayPublisher(array, 300_000);
    publisher.subscribe(reader);
    reader.subscription().request(1);

    publisher.revoke();
    reader.subscription().request(1);

    assertTrue(reader.failed);
    assertFalse(reader.complete);
  }

  @Test
  void keepsItsLastPieceWhateverBecomesOfTheArray() {
    ArrayPublisher publisher = new ArrayPublisher(array, 1_000);
    publisher.subscribe(reader);
    reader.reads = false;
    reader.subscription().request(1);

    Arrays.fill(array, (byte) 1);

    ByteBuffer last = reader.last;
    assertTrue(last != null && last.get(999) == 0);
  }

  private static final class Reader implements Flow.Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;
    private @Nullable ByteBuffer last;
    private boolean reads = true;
    private boolean complete;
    private boolean failed;

    Flow.Subscription subscription() {
      if (subscription == null) {
        throw new IllegalStateException("not subscribed");
      }
      return subscription;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(ByteBuffer piece) {
      last = piece;
      if (reads) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        read.writeBytes(bytes);
      }
    }

    @Override
    public void onError(Throwable failure) {
      failed = true;
    }

    @Override
    public void onComplete() {
      complete = true;
    }
  }
}
