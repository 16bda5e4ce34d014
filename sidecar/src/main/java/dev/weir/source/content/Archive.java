package dev.weir.source.content;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks over the members of an archive, each once, in the order in which they lie in it. */
interface Archive {
  /** More members of one object are not read. */
  int MOST_MEMBERS = 100_000;

  /**
   * Moves to the next member that holds something, or to what stands in its place; what is left of
   * the one before is passed.
   *
   * @param read whether the one before was read, so that its reader heard where it broke off
   * @return null at the end
   */
  @Nullable ArchiveMember next(boolean read) throws IOException;
}
