package dev.weir.e2e;

import java.net.URI;
import java.nio.file.Path;

/**
 * What stands in the way between the parts of a pipeline. Each is asked once, before anything is
 * started, and answers where the part in front shall connect to instead.
 */
public interface Detours {
  /** Nothing stands in the way. */
  Detours NONE = new Detours() {};

  /** For weir on its way to OpenSearch. */
  default URI toOpenSearch(URI real) {
    return real;
  }

  /** For weir's source on its way to Fluent Bit, or to the sidecar where there is none. */
  default Path fromSource(Path real) {
    return real;
  }

  /** For Fluent Bit on its way to the sidecar. */
  default Path fromFluentBit(Path real) {
    return real;
  }
}
