package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.source.decompress.CorruptContentException;
import dev.weir.source.decompress.Decompression;
import dev.weir.source.fetch.FetchedObject;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.RecordFramer;
import dev.weir.source.frame.SealedFrame;
import dev.weir.source.send.ForwardClient;
import dev.weir.source.split.Slice;
import dev.weir.source.split.SlidingWindow;
import dev.weir.source.split.Splitter;
import dev.weir.source.split.Splitters;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads one object after its GET was answered: from its bytes to frames that are sent. */
final class ObjectReader {
  private final SourceSettings settings;
  private final LogTypes types;
  private final SourceLedger ledger;
  private final StampKey key;
  private final ChunkIds chunkIds;
  private final UnsettledWindow window;
  private final ForwardClient client;
  private final SourceObserver observer;

  ObjectReader(
      SourceSettings settings,
      LogTypes types,
      SourceLedger ledger,
      StampKey key,
      ChunkIds chunkIds,
      UnsettledWindow window,
      ForwardClient client,
      SourceObserver observer) {
    this.settings = settings;
    this.types = types;
    this.ledger = ledger;
    this.key = key;
    this.chunkIds = chunkIds;
    this.window = window;
    this.client = client;
    this.observer = observer;
  }

  /**
   * Reads the object to its end.
   *
   * @param known its type, or null to tell it from the content
   * @return completes when the ledger says that all of it is settled
   */
  CompletableFuture<Settled> read(FetchedObject fetched, @Nullable LogType known)
      throws IOException, InterruptedException {
    int cap = settings.frames().record().toIntExact();
    try (InputStream content = open(fetched)) {
      SlidingWindow bytes = new SlidingWindow(content, cap);
      LogType type = known == null ? types.byContent(bytes.head()) : known;
      Splitter splitter = Splitters.open(type.splitFormat(), bytes, cap);
      observer.objectOpened(type.name());
      OpenObject account =
          ledger.open(
              fetched.object(),
              type.name(),
              fetched.totalBytes(),
              (frame, frameBytes) -> observer.unsettledBytes(window.giveBack(frameBytes)));
      return send(fetched, type, splitter, account);
    }
  }

  private CompletableFuture<Settled> send(
      FetchedObject fetched, LogType type, Splitter splitter, OpenObject account)
      throws IOException, InterruptedException {
    ObjectVersion object = fetched.object();
    RecordFramer framer =
        new RecordFramer(
            type,
            object,
            fetched.lastModified().getEpochSecond(),
            key,
            chunkIds,
            settings.frames(),
            frame -> send(type, account, frame));
    boolean whole = false;
    try {
      Slice slice = new Slice();
      while (splitter.next(slice)) {
        framer.add(slice);
      }
      framer.end();
      whole = true;
    } finally {
      if (!whole) {
        account.abandoned();
      }
    }
    observer.objectRead(
        type.name(),
        new ObjectCount(
            fetched.totalBytes(), framer.total(), framer.unsendable(), framer.numbersAsStrings()));
    long records = framer.total();
    return account
        .endReached(records)
        .thenApply(
            accounted -> {
              observer.objectSettled(type.name());
              return new Settled(records, accounted);
            });
  }

  private void send(LogType type, OpenObject account, SealedFrame frame)
      throws InterruptedException {
    observer.unsettledBytes(window.take(frame.length()));
    account.frameSent(frame.frame(), frame.length());
    client.accept(frame);
    observer.frameSent(type.name(), frame.frame().count(), frame.length());
  }

  /** Content that is broken from its first byte on still is content: of one dead letter. */
  private InputStream open(FetchedObject fetched) throws IOException {
    try {
      return Decompression.open(fetched.bytes(), fetched.totalBytes(), settings.decompression());
    } catch (CorruptContentException e) {
      return new BrokenContent(e);
    }
  }
}
