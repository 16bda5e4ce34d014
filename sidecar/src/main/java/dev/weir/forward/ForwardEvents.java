package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;
import dev.weir.text.LogLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens in the server: each event is counted, and said in the log if somebody has to know.
 * The log has one line per kind and second, whatever peers do. Thread-safe.
 */
final class ForwardEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardServer.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ForwardObserver observer;
  private final LongSupplier ticker;
  // By names out of closed sets, so its size is bounded.
  private final Map<String, LogLimiter> kinds = new ConcurrentHashMap<>();

  ForwardEvents(ForwardObserver observer, LongSupplier ticker) {
    this.observer = observer;
    this.ticker = ticker;
  }

  void connectionOpened() {
    observer.connectionOpened();
  }

  /** See {@link ForwardObserver#chunkReceived}. */
  void chunkReceived(ForwardMode mode, long wireBytes, long entriesBytes) {
    observer.chunkReceived(mode, wireBytes, entriesBytes);
  }

  void chunkAcked(long nanos) {
    observer.chunkAcked(nanos);
  }

  void chunkPoisoned(ChunkRefusal reason) {
    observer.chunkPoisoned(reason);
  }

  void slotWaited(long nanos) {
    observer.slotWaited(nanos);
  }

  void slotLost() {
    observer.slotLost();
  }

  void signalIgnored(IgnoredSignal signal) {
    observer.signalIgnored(signal);
  }

  void chunkRefused(String peer, ChunkRefusal reason, long offset) {
    observer.chunkRefused(reason);
    long unsaid = unsaidBefore(reason.name());
    if (unsaid >= 0) {
      LOG.warn(
          "refused a chunk from {}: {} at byte {} ({} more since the last such line)",
          peer,
          reason.label(),
          offset,
          unsaid);
    }
  }

  void handshakeFailed(String peer, HandshakeFailure failure) {
    observer.handshakeFailed(failure);
    long unsaid = unsaidBefore(failure.name());
    if (unsaid >= 0) {
      LOG.warn(
          "refused the connection from {}: {} ({} more since the last such line)",
          peer,
          failure,
          unsaid);
    }
  }

  void connectionClosed(String peer, CloseReason reason) {
    observer.connectionClosed(reason);
    long unsaid = reason.isTold() ? unsaidBefore(reason.name()) : -1;
    if (unsaid >= 0) {
      LOG.warn(
          "closed the connection from {}: {} ({} more since the last such line)",
          peer,
          reason,
          unsaid);
    }
  }

  void handlerFailed(String peer, Throwable failure) {
    if (unsaidBefore("handler") >= 0) {
      LOG.error("a chunk from {} could not be handled and will come again", peer, failure);
    }
  }

  void acceptFailed(String address, Exception failure) {
    if (unsaidBefore("accept") >= 0) {
      LOG.error("cannot accept connections on {}, trying on", address, failure);
    }
  }

  /** How many lines of a kind were swallowed since the last, or −1 if this one is to be, too. */
  private long unsaidBefore(String name) {
    return kinds.computeIfAbsent(name, none -> new LogLimiter(ticker, PAUSE, 1)).pass();
  }
}
