package dev.weir.forward;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkHandler;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Walks the entries of each chunk and keeps what it saw; says done at once or when told. */
public final class CollectingHandler implements ChunkHandler {
  public final List<String> records = new CopyOnWriteArrayList<>();
  final BlockingQueue<Chunk> pending = new LinkedBlockingQueue<>();
  final BlockingQueue<Chunk> salvaged = new LinkedBlockingQueue<>();
  final BlockingQueue<Poison> poisoned = new LinkedBlockingQueue<>();
  private final boolean doneAtOnce;
  private final boolean salvagedAtOnce;

  public CollectingHandler(boolean doneAtOnce) {
    this(doneAtOnce, doneAtOnce);
  }

  CollectingHandler(boolean doneAtOnce, boolean salvagedAtOnce) {
    this.doneAtOnce = doneAtOnce;
    this.salvagedAtOnce = salvagedAtOnce;
  }

  @Override
  public void handle(Chunk chunk) throws MalformedChunkException {
    List<String> seen = new CopyOnWriteArrayList<>();
    EntryCursor cursor = new EntryCursor().reset(chunk);
    while (cursor.next()) {
      seen.add(describe(chunk, cursor));
    }
    records.addAll(seen);
    pending.add(chunk);
    if (doneAtOnce) {
      chunk.done();
    }
  }

  /** {@code tag seconds.nanos metadata record}, the maps in hexadecimal. */
  private static String describe(Chunk chunk, EntryCursor cursor) throws MalformedChunkException {
    HexFormat hex = HexFormat.of();
    return "%s %d.%09d %s %s"
        .formatted(
            chunk.tag(),
            cursor.epochSeconds(),
            cursor.nanos(),
            hex.formatHex(chunk.bytes(), cursor.metadataFrom(), cursor.metadataTo()),
            hex.formatHex(chunk.bytes(), cursor.recordFrom(), cursor.recordTo()));
  }

  @Override
  public void salvage(Chunk chunk) {
    salvaged.add(chunk);
    if (salvagedAtOnce) {
      chunk.done();
    }
  }

  @Override
  public void poisoned(
      String tag, ChunkRefusal reason, byte[] raw, long rawBytes, String peer, Runnable whenKept) {
    poisoned.add(new Poison(tag, reason, raw, rawBytes, peer, whenKept));
  }

  static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
