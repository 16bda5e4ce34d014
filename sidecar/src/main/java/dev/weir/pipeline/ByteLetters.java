package dev.weir.pipeline;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.decode.RecordReader;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.sink.DocumentTarget;
import java.time.Clock;

/** Keeps bytes of chunks of which no documents are made as dead letters. For one worker. */
final class ByteLetters {
  private final RecordReader reader;
  private final DocumentIds ids;
  private final Clock clock;

  ByteLetters(RecordReader reader, DocumentIds ids, Clock clock) {
    this.reader = reader;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Keeps the entry at which the reader is, and all behind it: whole entries in each letter, as far
   * as they fit.
   *
   * @throws MsgpackException if what follows is no entry
   */
  void rest(Chunk chunk, ChunkAccount account, DocumentTarget batch, TypeRoute route)
      throws MsgpackException {
    account.someLost();
    MsgpackReader rest = new MsgpackReader().reset(chunk.bytes(), reader.entryFrom(), chunk.to());
    while (rest.hasNext() && !chunk.isCancelled()) {
      int from = rest.position();
      int to = from;
      while (rest.hasNext() && to - from < LetterMaker.MOST_BROKEN) {
        rest.skip();
        if (to > from && rest.position() - from > LetterMaker.MOST_BROKEN) {
          rest.position(to);
          break;
        }
        to = rest.position();
      }
      keep(chunk, account, batch, route, ChunkRefusal.TOO_MANY_ENTRIES, from, to);
    }
  }

  /** Keeps some bytes. */
  void keep(
      Chunk chunk,
      ChunkAccount account,
      DocumentTarget batch,
      TypeRoute route,
      ChunkRefusal reason,
      int start,
      int end) {
    for (int from = start; from < end; from += LetterMaker.MOST_BROKEN) {
      int to = Math.min(end, from + LetterMaker.MOST_BROKEN);
      byte[] id = ids.ofBytes(chunk, from);
      batch.deadLetter(
          account.hostToken(reader),
          LetterMaker.broken(reason, route, chunk, from, to, clock.instant(), id));
    }
  }
}
