package dev.weir.source.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResumingStreamTest {
  private static final ObjectAddress ADDRESS = new ObjectAddress("b", "k", null, null);
  private static final Duration PAUSE = Duration.ofMillis(2);
  private final byte[] object = new byte[10_000];
  private final List<Long> offsets = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final AtomicInteger resumes = new AtomicInteger();
  private int breakAfter = Integer.MAX_VALUE;

  ResumingStreamTest() {
    new Random(1).nextBytes(object);
  }

  @Test
  void asksForTheRestWhereTheConnectionBroke() throws Exception {
    breakAfter = 3000;
    ObjectFetcher fetcher = new ObjectFetcher(this::open, PAUSE);

    byte[] read = fetcher.fetch(ADDRESS, resumes::incrementAndGet).bytes().readAllBytes();

    assertArrayEquals(object, read);
    assertEquals(List.of(0L, 3000L, 6000L, 9000L), offsets);
    assertEquals(List.of("", "etag", "etag", "etag"), conditions);
    assertEquals(3, resumes.get());
  }

  @Test
  void saysThatTheObjectWasOverwritten() throws Exception {
    breakAfter = 3000;
    RangeReader overwritten =
        (address, offset, ifMatch) -> {
          if (offset > 0) {
            throw new FetchException(FetchException.Reason.OVERWRITTEN, null);
          }
          return open(address, offset, ifMatch);
        };
    InputStream bytes = new ObjectFetcher(overwritten, PAUSE).fetch(ADDRESS, () -> {}).bytes();

    FetchException e = assertThrows(FetchException.class, bytes::readAllBytes);

    assertEquals(FetchException.Reason.OVERWRITTEN, e.reason());
  }

  @Test
  void givesUpAfterSeveralAttemptsWithoutAByte() throws Exception {
    breakAfter = 0;
    InputStream bytes =
        new ObjectFetcher(this::open, PAUSE).fetch(ADDRESS, resumes::incrementAndGet).bytes();

    FetchException e = assertThrows(FetchException.class, bytes::readAllBytes);

    assertEquals(FetchException.Reason.UNAVAILABLE, e.reason());
    assertEquals(6, resumes.get());
  }

  @Test
  void givesUpOnAnswersThatEndAtOnce() throws Exception {
    RangeReader ending =
        (address, offset, ifMatch) ->
            new RangeBody(
                InputStream.nullInputStream(), () -> {}, "e", null, object.length, Instant.EPOCH);
    InputStream bytes =
        new ObjectFetcher(ending, PAUSE).fetch(ADDRESS, resumes::incrementAndGet).bytes();

    FetchException e = assertThrows(FetchException.class, bytes::readAllBytes);

    assertEquals(FetchException.Reason.UNAVAILABLE, e.reason());
    assertEquals(6, resumes.get());
  }

  @Test
  void takesTheVersionIdAndElseTheETagAsVersion() throws Exception {
    RangeReader versioned =
        (address, offset, ifMatch) ->
            new RangeBody(
                new ByteArrayInputStream(object),
                () -> {},
                "\"etag\"",
                "v/1",
                object.length,
                Instant.EPOCH);

    assertEquals(
        "v%2F1", new ObjectFetcher(versioned, PAUSE).fetch(ADDRESS, () -> {}).object().version());
    assertEquals(
        "etag", new ObjectFetcher(this::open, PAUSE).fetch(ADDRESS, () -> {}).object().version());
  }

  @Test
  void endsTheTransferWhenItIsClosed() throws Exception {
    List<String> events = new ArrayList<>();
    RangeReader reader =
        (address, offset, ifMatch) ->
            new RangeBody(
                new ByteArrayInputStream(object),
                () -> events.add("aborted"),
                "e",
                null,
                object.length,
                Instant.EPOCH);

    new ObjectFetcher(reader, PAUSE).fetch(ADDRESS, () -> {}).close();

    assertEquals(List.of("aborted"), events);
    assertTrue(offsets.isEmpty());
  }

  private RangeBody open(ObjectAddress address, long offset, @Nullable String ifMatch) {
    offsets.add(offset);
    conditions.add(ifMatch == null ? "" : ifMatch);
    InputStream whole = new ByteArrayInputStream(object, (int) offset, object.length);
    int limit = breakAfter;
    InputStream broken =
        new InputStream() {
          private int given;

          @Override
          public int read() {
            throw new AssertionError("reads are in blocks");
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            if (given >= limit) {
              throw new SocketTimeoutException("stalled");
            }
            int read = whole.read(target, from, Math.min(length, limit - given));
            given += Math.max(0, read);
            return read;
          }
        };
    return new RangeBody(broken, () -> {}, "etag", null, object.length, Instant.EPOCH);
  }
}
