package dev.weir.bench;

import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.json.JsonException;
import dev.weir.json.JsonTranscoder;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackWriter;
import java.util.List;

/** As Weir does them. */
final class OwnCodec implements Codec {
  private static final int DEPTH = 100;

  private final MsgpackWriter packed = new MsgpackWriter(4096);
  private final JsonTranscoder transcoder = new JsonTranscoder(packed, DEPTH);
  private final LogEvent event = new LogEvent(new ReservedNames(List.of("weir", "@timestamp")));
  private final JsonBuffer text = new JsonBuffer(4096);

  @Override
  public void toMsgpack(byte[] json) {
    packed.truncate(0);
    try {
      transcoder.record(json, 0, json.length, 0);
    } catch (JsonException e) {
      throw new IllegalStateException("the generator writes JSON", e);
    }
  }

  /** What was made last. */
  byte[] msgpack() {
    return packed.toByteArray();
  }

  @Override
  public void toJson(byte[] msgpack) {
    text.clear();
    try {
      event.reset(msgpack, 0, msgpack.length);
      event.writeTo(text);
    } catch (MsgpackException e) {
      throw new IllegalStateException("the transcoder writes MessagePack", e);
    }
  }

  /** What was made last. */
  byte[] json() {
    return text.toByteArray();
  }
}
