package dev.weir.notify;

/** Writes messages as one kind of destination takes them. Thread-safe. */
@FunctionalInterface
interface Wording {
  /** The message, within the limits of the kind. */
  WebMessage of(Outgoing message, String idempotencyKey);
}
