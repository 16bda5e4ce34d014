package dev.weir.bench;

/** How much is in a document beside the fields of its log, its time and its flags. */
enum DocumentExtent {
  /** No normal form. */
  NATIVE,
  /** What the type's rules make of the record. */
  NORMAL,
  /** The object's place as well, as the pipeline adds it. */
  WHOLE
}
