package dev.weir.source.frame;

import dev.weir.msgpack.MsgpackWriter;
import dev.weir.source.content.ContentKind;
import dev.weir.source.split.UnsendableReason;
import org.jspecify.annotations.Nullable;

/**
 * The entry that stands in the place of what cannot be sent.
 *
 * @param kind what it is; null where the reason says all
 * @param position where it begins, in bytes of its part's content
 * @param fullBytes how long it is
 * @param body an array with its first bytes, from {@code from} to {@code to}
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes on; nobody compares them
record LetterEntry(
    UnsendableReason reason,
    @Nullable ContentKind kind,
    long position,
    long fullBytes,
    byte[] body,
    int from,
    int to) {
  /**
   * Writes its map, but for the stamp.
   *
   * @param member the name of the part that it is in; null for the object itself
   */
  void write(MsgpackWriter out, byte @Nullable [] member) {
    out.writeMapHeader(5 + (kind == null ? 0 : 1) + (member == null ? 0 : 1));
    out.writeStr("reason");
    out.writeStr(reason.label());
    if (kind != null) {
      out.writeStr("kind");
      out.writeStr(kind.label());
    }
    if (member != null) {
      out.writeStr("member");
      out.writeStr(member, 0, member.length);
    }
    out.writeStr("position");
    out.writeLong(position);
    out.writeStr("bytes");
    out.writeLong(fullBytes);
    out.writeStr("body");
    out.writeBin(body, from, Math.min(RecordFramer.BODY_BYTES, to - from));
  }
}
