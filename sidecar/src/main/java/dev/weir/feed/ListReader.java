package dev.weir.feed;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes of a list's bytes what is looked up in.
 *
 * @param <T> what that is; immutable
 */
public interface ListReader<T> {
  /**
   * Reads a list. Entries that are not understood are counted; a list that is broken as a whole, or
   * larger than it may be, is refused.
   *
   * @param room asked before the list takes more of the heap
   * @throws IOException if the list is not to be used
   */
  ReadList<T> read(InputStream bytes, ListRoom room) throws IOException;
}
