package dev.weir.source.content;

import dev.weir.source.split.UnsendableReason;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What an archive holds. */
sealed interface ArchiveMember {
  /**
   * A member with content.
   *
   * @param content its bytes; closing it does nothing
   * @param bytes how many they are; -1 if that is not known yet
   */
  record Open(String name, InputStream content, long bytes) implements ArchiveMember {}

  /**
   * A member that cannot be opened, or, without a name, what is broken in the archive itself.
   *
   * @param bytes how many there are, as far as that is known; else -1
   */
  @SuppressWarnings("ArrayRecordComponent") // carries bytes on; nobody compares them
  record Closed(
      @Nullable String name, UnsendableReason reason, ContentKind kind, byte[] head, long bytes)
      implements ArchiveMember {}
}
