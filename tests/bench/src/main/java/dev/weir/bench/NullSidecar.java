package dev.weir.bench;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkHandler;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.forward.ForwardObserver;
import dev.weir.forward.ForwardServer;
import dev.weir.forward.ForwardSettings;
import dev.weir.forward.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Acknowledges each chunk at once. */
final class NullSidecar implements ChunkHandler, AutoCloseable {
  private final Arrivals records = new Arrivals();
  private final ForwardServer server;

  private NullSidecar(Path socket) {
    this.server =
        new ForwardServer(
            ForwardSettings.of(new Listener.UnixSocket(socket)), this, ForwardObserver.NONE);
  }

  static NullSidecar start(Path socket) {
    NullSidecar started = new NullSidecar(socket);
    try {
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  /** The records it was sent, trailers not counted. */
  Arrivals records() {
    return records;
  }

  @Override
  public void handle(Chunk chunk) {
    long withoutTrailer = chunk.declaredEntries() - 1;
    chunk.done();
    records.add(withoutTrailer);
  }

  @Override
  public void salvage(Chunk chunk) {
    throw new IllegalStateException("the source sent a chunk with a broken entry");
  }

  @Override
  public void poisoned(
      String tag, ChunkRefusal reason, byte[] raw, long rawBytes, String peer, Runnable whenKept) {
    throw new IllegalStateException("the source sent what cannot be read: " + reason);
  }

  @Override
  public void close() {
    server.close();
  }
}
