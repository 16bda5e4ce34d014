package dev.weir.source.split;

import org.jspecify.annotations.Nullable;

/**
 * A piece of the content in place: a record, or, with a {@link #reason}, what cannot be one, of
 * which only the first bytes may be here. One instance is filled again for each step.
 */
public final class Slice {
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private long offset;
  private long fullBytes;
  private @Nullable UnsendableReason reason;
  private byte @Nullable [] envelope;
  private boolean endsContent;

  /** The array that holds the piece from {@link #from} to {@link #to}, exclusive. */
  public byte[] bytes() {
    return bytes;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  public int length() {
    return to - from;
  }

  /** Where the piece begins, in bytes of decompressed content. */
  public long offset() {
    return offset;
  }

  /** How long the piece is in the content; more than {@link #length} where it was cut. */
  public long fullBytes() {
    return fullBytes;
  }

  /** Null for a record. */
  public @Nullable UnsendableReason reason() {
    return reason;
  }

  /** What the record's surroundings add to it, a value in MessagePack, or null. */
  public byte @Nullable [] envelope() {
    return envelope;
  }

  /** Whether the content's end alone ended the record: it may have been cut there. */
  public boolean isLast() {
    return endsContent;
  }

  /** Adds what its surroundings tell. */
  boolean in(byte @Nullable [] surroundings) {
    envelope = surroundings;
    return true;
  }

  boolean endsContent() {
    endsContent = true;
    return true;
  }

  boolean record(SlidingWindow window, int from, int to) {
    return set(window, from, to, null, to - from);
  }

  boolean unsendable(SlidingWindow window, int from, int to, UnsendableReason why, long full) {
    return set(window, from, to, why, full);
  }

  private boolean set(
      SlidingWindow window, int from, int to, @Nullable UnsendableReason why, long full) {
    this.bytes = window.bytes();
    this.from = from;
    this.to = to;
    this.offset = window.offsetOf(from);
    this.fullBytes = full;
    this.reason = why;
    this.envelope = null;
    this.endsContent = false;
    return true;
  }

  /** Becomes the same piece as another. */
  void like(Slice other) {
    this.bytes = other.bytes;
    this.from = other.from;
    this.to = other.to;
    this.offset = other.offset;
    this.fullBytes = other.fullBytes;
    this.reason = other.reason;
    this.envelope = other.envelope;
    this.endsContent = other.endsContent;
  }

  /** A record that was put together from pieces of the content, the first of which is there. */
  boolean made(byte[] record, int length, long offset) {
    this.bytes = record;
    this.from = 0;
    this.to = length;
    this.offset = offset;
    this.fullBytes = length;
    this.reason = null;
    this.envelope = null;
    this.endsContent = false;
    return true;
  }

  /** What was cut off, when its start has left the window: {@code kept} holds its first bytes. */
  boolean cut(byte[] kept, int length, long offset, UnsendableReason why, long full) {
    this.bytes = kept;
    this.from = 0;
    this.to = length;
    this.offset = offset;
    this.fullBytes = full;
    this.reason = why;
    this.envelope = null;
    this.endsContent = false;
    return true;
  }
}
