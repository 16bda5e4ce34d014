package dev.weir.source.content;

import dev.weir.source.split.UnsendableReason;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A part of an object: all of it, or a member of the archive that it is. */
public sealed interface ContentPart {
  /** The member's name as the archive has it, never a path to anything; null for the object. */
  @Nullable String member();

  /**
   * Records can be split from it.
   *
   * @param utf8 its text; valid until the next part is asked for
   */
  record Text(@Nullable String member, InputStream utf8) implements ContentPart {}

  /**
   * One dead letter stands for it.
   *
   * @param reason why
   * @param kind what it is
   * @param head its first bytes, as far as they are at hand
   * @param bytes how many bytes it has; -1 if that is not known
   */
  @SuppressWarnings("ArrayRecordComponent") // carries bytes on; nobody compares them
  record Opaque(
      @Nullable String member, UnsendableReason reason, ContentKind kind, byte[] head, long bytes)
      implements ContentPart {}
}
