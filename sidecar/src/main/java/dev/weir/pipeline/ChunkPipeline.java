package dev.weir.pipeline;

import dev.weir.account.Ledger;
import dev.weir.account.StampKey;
import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkHandler;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.event.ReservedNames;
import dev.weir.letters.DeadLetter;
import dev.weir.letters.RawBody;
import dev.weir.msgpack.MsgpackException;
import dev.weir.sink.Delivery;
import dev.weir.sink.DocumentBatch;
import dev.weir.sink.OpenSearchSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Where the stages meet: takes chunks, hands documents to the sink, and acknowledges. */
public final class ChunkPipeline implements ChunkHandler {
  private final ReservedNames reserved;
  private final StampKey key;
  private final Routes routes;
  private final Ledger ledger;
  private final OpenSearchSink sink;
  private final int maxEntries;
  private final PipelineObserver observer;
  private final Clock clock;
  private final IndexBounds bounds = new IndexBounds();
  private final ConcurrentLinkedQueue<RecordWorker> idle = new ConcurrentLinkedQueue<>();

  /**
   * Takes over nothing: what it is given is the caller's to close.
   *
   * @param maxEntries of a chunk that become documents; those past it become dead letters, many in
   *     one
   */
  public ChunkPipeline(
      ReservedNames reserved,
      StampKey key,
      Routes routes,
      Ledger ledger,
      OpenSearchSink sink,
      int maxEntries,
      PipelineObserver observer,
      Clock clock) {
    this.reserved = reserved;
    this.key = key;
    this.routes = routes;
    this.ledger = ledger;
    this.sink = sink;
    this.maxEntries = maxEntries;
    this.observer = observer;
    this.clock = clock;
  }

  @Override
  public void handle(Chunk chunk) throws MalformedChunkException {
    work(chunk, ledger, null, BrokenEntries.REFUSE);
  }

  @Override
  public void salvage(Chunk chunk) {
    try {
      work(chunk, ledger, null, BrokenEntries.KEEP);
    } catch (MalformedChunkException e) {
      throw new IllegalStateException("what is broken is kept as dead letters", e);
    }
  }

  /**
   * Takes a chunk once more, outside of every account.
   *
   * @param outcome counts what becomes of its records, until the chunk is done or refused
   * @param id the id of the chunk's only record, which it had before; null to make ids as ever
   * @throws MalformedChunkException if an entry is broken; the chunk is neither done nor refused
   */
  public void replay(Chunk chunk, Ledger outcome, byte @Nullable [] id)
      throws MalformedChunkException {
    work(chunk, outcome, id, BrokenEntries.REFUSE);
  }

  private void work(Chunk chunk, Ledger ledger, byte @Nullable [] id, BrokenEntries broken)
      throws MalformedChunkException {
    RecordWorker worker = idle.poll();
    if (worker == null) {
      worker = new RecordWorker(reserved, key, routes, bounds, maxEntries, observer, clock);
    }
    observer.chunksAtWork(1);
    ChunkAccount account = new ChunkAccount(chunk, ledger, () -> observer.chunksAtWork(-1));
    boolean read = false;
    try (DocumentBatch batch = sink.batch(account)) {
      chunk.onClosed(batch::cancel);
      try {
        worker.work(chunk, account, batch, id, broken);
        read = true;
      } finally {
        if (!read) {
          batch.cancel();
        }
      }
    } catch (MsgpackException e) {
      throw new MalformedChunkException(LetterMaker.refusal(e), e.offset() - chunk.from());
    } finally {
      if (read) {
        account.readingEnded();
      } else {
        account.brokenOff();
      }
      idle.offer(worker);
    }
  }

  @Override
  public void poisoned(
      String tag, ChunkRefusal reason, byte[] raw, long rawBytes, String peer, Runnable whenKept) {
    DeadLetter letter =
        new DeadLetter(
            reason.label(),
            "forward",
            routes.byTag(tag).type().name(),
            null,
            -1,
            clock.instant(),
            id(tag, raw, rawBytes),
            "",
            new RawBody(tag, RawBody.Form.CHUNK, raw, rawBytes));
    try (DocumentBatch batch =
        sink.batch(
            (_, delivery) -> {
              if (!(delivery instanceof Delivery.Cancelled)) {
                whenKept.run();
              }
            })) {
      batch.deadLetter(0, letter);
    }
  }

  /** The same for a message that is sent again; of long ones only the first bytes are at hand. */
  private static String id(String tag, byte[] raw, long rawBytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(tag.getBytes(StandardCharsets.UTF_8));
      sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(rawBytes).array());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest(raw));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
