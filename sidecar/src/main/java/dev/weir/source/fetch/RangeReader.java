package dev.weir.source.fetch;

import org.jspecify.annotations.Nullable;

/** Opens an object from an offset on. */
@FunctionalInterface
interface RangeReader {
  /**
   * Asks for the object.
   *
   * @param ifMatch the ETag that it must still have, or null for the first time
   */
  RangeBody open(ObjectAddress address, long offset, @Nullable String ifMatch)
      throws FetchException;
}
