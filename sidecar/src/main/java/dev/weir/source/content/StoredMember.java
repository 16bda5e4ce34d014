package dev.weir.source.content;

import dev.weir.source.decompress.CorruptContentException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a member as they lie in its archive, so many of them. */
final class StoredMember extends InputStream {
  private final ArchiveInput archive;
  private long left;
  private @Nullable CorruptContentException failure;

  StoredMember(ArchiveInput archive, long bytes) {
    this.archive = archive;
    this.left = bytes;
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
    if (left == 0) {
      return -1;
    }
    try {
      int read = archive.some(target, from, (int) Math.min(length, left));
      left -= read;
      return read;
    } catch (CorruptContentException e) {
      failure = e;
      throw e;
    }
  }

  /** Why the archive itself broke off inside of it; null if it did not. */
  @Nullable CorruptContentException failure() {
    return failure;
  }

  /** Passes what is left of it. */
  void skipRest() throws IOException {
    archive.skip(left);
    left = 0;
  }

  /** Closes nothing: the archive goes on behind it. */
  @Override
  public void close() {}
}
