package dev.weir.sink;

import dev.weir.opensearch.HoldReason;

/** What lies under an id that a document wanted. */
sealed interface Finding {
  /** The same record: of the same place, or with the same content. */
  record Same() implements Finding {}

  /** Another record. */
  record Other() implements Finding {}

  /** Nothing, by now. */
  record Gone() implements Finding {}

  /** OpenSearch could not tell. */
  record Unknown(HoldReason reason) implements Finding {}

  Finding SAME = new Same();
  Finding OTHER = new Other();
  Finding GONE = new Gone();
}
