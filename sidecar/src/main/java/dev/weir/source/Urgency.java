package dev.weir.source;

/** How soon an object is to be read. */
enum Urgency {
  /** A message announced it just now. */
  LIVE,
  /** A sweep or a backfill found it; it waits while anything live does. */
  CATCH_UP
}
