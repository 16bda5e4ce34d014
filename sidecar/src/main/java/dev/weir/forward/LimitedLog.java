package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.text.LogLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what went wrong with peers: one line per kind and second, whatever peers do. */
final class LimitedLog {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardServer.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final LongSupplier ticker;
  // By names out of closed sets, so its size is bounded.
  private final Map<String, LogLimiter> kinds = new ConcurrentHashMap<>();

  LimitedLog(LongSupplier ticker) {
    this.ticker = ticker;
  }

  void chunkRefused(String peer, ChunkRefusal reason, long offset) {
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
    long unsaid = unsaidBefore(reason.name());
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
