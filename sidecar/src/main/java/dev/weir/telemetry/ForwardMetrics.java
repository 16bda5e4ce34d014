package dev.weir.telemetry;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;
import dev.weir.forward.CloseReason;
import dev.weir.forward.ForwardObserver;
import dev.weir.forward.HandshakeFailure;
import dev.weir.forward.IgnoredSignal;
import java.util.Locale;

/** Counts what the forward server does. */
public final class ForwardMetrics implements ForwardObserver {
  private final Metrics metrics;

  public ForwardMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void connectionOpened() {
    metrics.connection("opened");
  }

  @Override
  public void connectionClosed(CloseReason reason) {
    metrics.connection("closed_" + label(reason));
  }

  @Override
  public void handshakeFailed(HandshakeFailure failure) {
    metrics.connection("handshake_" + label(failure));
  }

  @Override
  public void chunkReceived(ForwardMode mode, long wireBytes, long entriesBytes) {
    metrics.chunk("received_" + label(mode));
    metrics.bytes("received", wireBytes);
  }

  @Override
  public void chunkAcked(long nanos) {
    metrics.chunk("acknowledged");
  }

  @Override
  public void chunkRefused(ChunkRefusal reason) {
    metrics.chunk("refused_" + reason.label());
  }

  @Override
  public void chunkPoisoned(ChunkRefusal reason) {
    metrics.chunk("dead_lettered_" + reason.label());
  }

  @Override
  public void slotLost() {
    metrics.chunk("slot_lost");
  }

  @Override
  public void signalIgnored(IgnoredSignal signal) {
    metrics.chunk("ignored_" + label(signal));
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
