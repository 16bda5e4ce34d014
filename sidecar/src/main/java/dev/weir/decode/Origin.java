package dev.weir.decode;

/** Where a record is from, as far as its stamp tells. */
public enum Origin {
  /** From an object in S3: its stamp was verified. */
  OBJECT,
  /** From a host: it carries no stamp. */
  HOST,
  /** It carries something in the stamp's place that this fleet did not write; it was taken out. */
  FORGED
}
