package dev.weir.feed;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a list are. Asked by one thread at a time. */
public interface ListSource {
  /**
   * Opens the list, unless it is what it was.
   *
   * @param version of the content that was read last; null if none was
   * @return null if the list is still that version
   * @throws IOException if it is not there, or must not be read; says why without a secret
   */
  @Nullable ListContent open(@Nullable String version) throws IOException;
}
