package dev.weir.source.resend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Fluent Bit's forward inputs hold on disk, told by the names in its {@code storage.path}:
 * each input has a folder, {@code forward.0}, and each chunk in it a file, {@code
 * <pid>-<seconds>.<nanoseconds>.flb}, named by the time at which it was begun. A frame is in the
 * buffer before it is acknowledged, and its chunk's file stays until the chunk was delivered; so if
 * all files are younger than an acknowledgement, the frame is not in the buffer.
 */
public final class FluentBitBuffer {
  private static final Logger LOG = LoggerFactory.getLogger(FluentBitBuffer.class);

  /** What {@link #oldestChunk} says of an empty buffer. */
  public static final long EMPTY = Long.MAX_VALUE;

  private static final Pattern CHUNK = Pattern.compile("\\d+-(\\d{1,18})\\.\\s*\\d+\\.flb");

  private final @Nullable Path storage;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * A buffer that is looked at when asked.
   *
   * @param storage Fluent Bit's {@code storage.path}; null if it cannot be seen from here
   */
  public FluentBitBuffer(@Nullable Path storage) {
    this.storage = storage;
  }

  /**
   * When the oldest chunk was begun, seconds since the epoch; {@link #EMPTY} if there is none; no
   * answer if the buffer cannot be seen, or if the inputs keep nothing on disk.
   */
  public OptionalLong oldestChunk() {
    if (storage == null) {
      return OptionalLong.empty();
    }
    boolean known = false;
    long oldest = EMPTY;
    try (DirectoryStream<Path> inputs = Files.newDirectoryStream(storage, "forward.*")) {
      for (Path input : inputs) {
        known = true;
        oldest = Math.min(oldest, oldestOf(input));
      }
    } catch (IOException | DirectoryIteratorException | UncheckedIOException unreadable) {
      known = false;
    }
    if (!known && warned.compareAndSet(false, true)) {
      LOG.warn(
          "Cannot see Fluent Bit's buffer: {} has no folder forward.* that weir can read. A frame"
              + " that Fluent Bit lost is sent again, but never given up: its object stays open. Is"
              + " source.fluent_bit.storage its storage.path?",
          storage);
    }
    return known ? OptionalLong.of(oldest) : OptionalLong.empty();
  }

  private static long oldestOf(Path input) throws IOException {
    long oldest = EMPTY;
    try (DirectoryStream<Path> chunks = Files.newDirectoryStream(input)) {
      for (Path chunk : chunks) {
        Matcher name = CHUNK.matcher(String.valueOf(chunk.getFileName()));
        // A file that is named otherwise may hold anything: as if it had been there for ever.
        oldest = Math.min(oldest, name.matches() ? Long.parseLong(name.group(1)) : 0);
      }
    }
    return oldest;
  }
}
