package dev.weir.source.send;

import dev.weir.account.Frame;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.source.frame.SealedFrame;
import dev.weir.text.LogText;
import dev.weir.thread.Backoff;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, made when there is something to send and made anew when it is lost. One thread
 * writes, a second reads the acknowledgements of the connection that stands.
 */
final class ForwardConnection implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardConnection.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final ForwardSettings settings;
  private final ForwardAddress address;
  private final FrameQueue queue;
  private final Consumer<Frame> acknowledged;
  private final ForwardObserver observer;
  private final SecureRandom random;
  private final LongSupplier nanoClock;
  private final Backoff backoff;
  private volatile @Nullable Wire wire;
  private volatile @Nullable String lostReason;

  /** Conversations since the last acknowledgement. */
  private int failures;

  private boolean troubled;

  ForwardConnection(
      ForwardSettings settings,
      ForwardAddress address,
      FrameQueue queue,
      Consumer<Frame> acknowledged,
      ForwardObserver observer,
      SecureRandom random,
      LongSupplier nanoClock) {
    this.settings = settings;
    this.address = address;
    this.queue = queue;
    this.acknowledged = acknowledged;
    this.observer = observer;
    this.random = random;
    this.nanoClock = nanoClock;
    this.backoff = Backoff.spread(FIRST_PAUSE, settings.times().maxBackOff());
  }

  @Override
  public void run() {
    try {
      while (queue.awaitFrame()) {
        converse();
        if (!queue.isClosed()) {
          queue.pause(backoff.nanos(++failures));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the connection that stands, if any. */
  void cut() {
    Wire standing = wire;
    if (standing != null) {
      standing.close();
    }
  }

  /** Connects and sends until the connection is lost. */
  private void converse() throws InterruptedException {
    Session session = new Session();
    lostReason = null;
    try (Wire opened = Wire.open(address, millis(settings.times().connect()))) {
      wire = opened;
      Replies replies = new Replies(opened);
      shakeHands(opened, replies);
      observer.forwardConnected();
      sendOn(opened, replies, session);
    } catch (IOException e) {
      lost(e);
    } finally {
      wire = null;
    }
    int resent = queue.giveBack(session);
    if (!queue.endedByClose(session)) {
      String reason = lostReason == null ? "closed" : lostReason;
      observer.forwardLost(reason, resent);
      boolean idle = resent == 0 && "closed".equals(reason);
      if (!troubled && !idle) {
        troubled = true;
        LOG.warn(
            "Lost the forward connection to {} ({}), {} frames go out again",
            address,
            reason,
            resent);
      }
    }
  }

  private void shakeHands(Wire opened, Replies replies) throws IOException {
    SharedKey shared = settings.sharedKey();
    if (shared == null) {
      return;
    }
    Thread deadline =
        Thread.ofVirtual()
            .name("weir-forward-handshake")
            .start(
                () -> {
                  try {
                    Thread.sleep(settings.times().connect());
                    lostReason = "timeout";
                    opened.close();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    try {
      new Handshake(shared, random).perform(opened, replies);
    } finally {
      deadline.interrupt();
    }
  }

  private void sendOn(Wire opened, Replies replies, Session session)
      throws IOException, InterruptedException {
    Thread reader =
        Thread.ofVirtual()
            .name("weir-forward-acks")
            .start(() -> readAcknowledgements(opened, replies, session));
    Duration ackTimeout = settings.times().ack();
    @Nullable Thread watch =
        ackTimeout == null
            ? null
            : Thread.ofVirtual()
                .name("weir-forward-ack-timeout")
                .start(() -> watch(opened, session, ackTimeout));
    try {
      SealedFrame frame = queue.take(session);
      while (frame != null) {
        opened.write(frame.message(), 0, frame.length());
        frame = queue.take(session);
      }
    } finally {
      opened.close();
      reader.join();
      if (watch != null) {
        watch.interrupt();
      }
    }
  }

  private void readAcknowledgements(Wire opened, Replies replies, Session session) {
    try {
      MsgpackReader reply = replies.next();
      while (reply != null) {
        acknowledge(reply, session);
        reply = replies.next();
      }
    } catch (IOException e) {
      lost(e);
    } catch (MsgpackException e) {
      lost(new ForwardException("wrong_ack", "the peer's answer is no acknowledgement"));
    } finally {
      queue.giveBack(session);
      opened.close();
    }
  }

  private void acknowledge(MsgpackReader reply, Session session)
      throws IOException, MsgpackException {
    if (reply.readNil()) {
      return;
    }
    for (int pairs = reply.readMapHeader(); pairs > 0; pairs--) {
      boolean ack = "ack".equals(text(reply));
      if (!ack) {
        reply.skip();
        continue;
      }
      SealedFrame frame = queue.acknowledge(session, text(reply));
      if (frame == null) {
        throw new ForwardException("wrong_ack", "acknowledgement of a chunk that is not open");
      }
      failures = 0;
      if (troubled) {
        troubled = false;
        LOG.info("The forward connection to {} works again", address);
      }
      acknowledged.accept(frame.frame());
      observer.frameAcknowledged(frame.length());
    }
  }

  private void watch(Wire opened, Session session, Duration ackTimeout) {
    try {
      while (true) {
        Thread.sleep(ackTimeout.dividedBy(4).plusMillis(1));
        Long oldest = queue.oldestNanos(session);
        if (oldest != null && nanoClock.getAsLong() - oldest > ackTimeout.toNanos()) {
          lostReason = "ack_timeout";
          opened.close();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lost(IOException e) {
    if (lostReason != null) {
      return;
    }
    lostReason =
        switch (e) {
          case ForwardException forward -> forward.reason();
          case ConnectException refused -> "refused";
          case SocketTimeoutException timeout -> "timeout";
          default -> "io";
        };
    if (e instanceof ForwardException) {
      LOG.warn("The forward server at {}: {}", address, LogText.of(e.getMessage()));
    }
  }

  private static String text(MsgpackReader reply) throws MsgpackException {
    int length = reply.readRawHeader();
    String text = new String(reply.bytes(), reply.position(), length, StandardCharsets.UTF_8);
    reply.advance(length);
    return text;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE, duration.toMillis()));
  }
}
