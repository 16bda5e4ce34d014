package dev.weir.source;

/** What is enough for an object to be settled and its message to be deleted. */
public enum SettleAt {
  /** Each of its records is indexed, filtered or dead-lettered. */
  OPENSEARCH,
  /** Fluent Bit has all of it in its buffer on disk; what is lost there, with the host, is lost. */
  FLUENT_BIT
}
