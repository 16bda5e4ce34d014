package dev.weir.sink;

import dev.weir.opensearch.BulkAnswer;
import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.NotSentException;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.Verdict;
import dev.weir.opensearch.Verdicts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's worth of bulk requests, one after the other. A request that is refused as a
 * whole is kept and tried again here, for the next one would fare no better; single documents that
 * are refused go back into the queue, and do not keep the others waiting.
 */
final class Sender implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  /** After so many requests lost on the way, size may be the cause. */
  private static final int LOST_BEFORE_HALVING = 3;

  private static final int SMALL_BYTES = 64 << 10;

  private final BulkQueue queue;
  private final OpenSearch openSearch;
  private final Settlement settlement;
  private final ItemSettler settler;
  private final IndexProbe probe;
  private final SinkObserver observer;
  private final Clock clock;
  private final Elsewhere elsewhere;
  private final RequestBody body = new RequestBody();
  private final BulkAnswer answer = new BulkAnswer();

  Sender(
      BulkQueue queue,
      OpenSearch openSearch,
      Settlement settlement,
      ItemSettler settler,
      IndexProbe probe,
      SinkObserver observer,
      Clock clock,
      Elsewhere elsewhere) {
    this.queue = queue;
    this.openSearch = openSearch;
    this.settlement = settlement;
    this.settler = settler;
    this.probe = probe;
    this.observer = observer;
    this.clock = clock;
    this.elsewhere = elsewhere;
  }

  @Override
  public void run() {
    Bulk bulk = new Bulk();
    try {
      while (queue.take(bulk)) {
        sendOrGiveUp(bulk);
        body.release(queue.bulkBytes());
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    } catch (Error fatal) {
      // The other senders take over; without any, the sink is not reachable.
      log.error("a sender ends; its {} documents wait for another", bulk.count(), fatal);
      settlement.keep(bulk);
      bulk.clear();
    } finally {
      settler.cancel(bulk);
      bulk.clear();
    }
  }

  private void sendOrGiveUp(Bulk bulk) throws InterruptedException {
    try {
      send(bulk);
    } catch (RuntimeException defect) {
      // A defect must not end the sender, nor leave documents without an outcome.
      log.error("giving up {} documents", bulk.count(), defect);
      settler.cancel(bulk);
      bulk.clear();
    }
  }

  /** Sends until each document has its outcome or its place in the queue. */
  private void send(Bulk bulk) throws InterruptedException {
    int failures = 0;
    settler.dropCancelled(bulk);
    while (bulk.count() > 0) {
      Reply unasked = bulk.hasElsewhere() ? settleKnown(bulk) : null;
      if (bulk.count() == 0) {
        return;
      }
      Reply reply = unasked == null ? exchange(bulk) : unasked;
      openSearch.heard(
          reply instanceof Reply.Failed(Verdict.Hold hold, String _) ? hold.reason() : null);
      switch (reply) {
        case Reply.Answered() -> {
          settlement.apply(bulk, answer);
          bulk.clear();
        }
        case Reply.TooLarge() -> tooLarge(bulk);
        case Reply.Malformed(String type) -> {
          if (!isolate(bulk)) {
            failures = failed(bulk, new Verdict.Hold(HoldReason.UNKNOWN, false), type, failures);
          }
        }
        case Reply.Failed(Verdict.Hold hold, String evidence) -> {
          failures = failed(bulk, hold, evidence, failures);
          boolean lost = hold.reason() == HoldReason.UNREACHABLE;
          if (lost && failures % LOST_BEFORE_HALVING == 0 && bulk.bytes() > SMALL_BYTES) {
            halve(bulk);
          }
        }
      }
      settler.dropCancelled(bulk);
    }
  }

  private int failed(Bulk bulk, Verdict.Hold hold, String evidence, int failures)
      throws InterruptedException {
    settlement.hold(bulk, hold, evidence);
    openSearch.backoff().sleep(failures + 1);
    return failures + 1;
  }

  /**
   * Settles what lies in another index already, and puts aside what is to be asked for later; a
   * reply where OpenSearch does not tell.
   */
  private @Nullable Reply settleKnown(Bulk bulk) {
    try {
      Elsewhere.Known known = elsewhere.known(bulk);
      bulk.remove(known.untold());
      if (known.untold().count() > 0) {
        queue.retryLater(known.untold(), known.nanos(), false);
      }
      Bulk there = known.there();
      for (int at = 0; at < there.count(); at++) {
        settler.settle(there.segment(at), there.item(at), Delivery.ALREADY_THERE);
      }
      settler.report(Delivery.ALREADY_THERE, there.count());
      bulk.removeSettled();
      return null;
    } catch (RefusedException refused) {
      HoldReason reason = Verdicts.ofRequest(refused.status(), refused.type()).reason();
      String evidence = refused.status() + " " + refused.type();
      return new Reply.Failed(new Verdict.Hold(reason, false), evidence);
    } catch (IOException lost) {
      return lost(false, lost);
    }
  }

  private Reply exchange(Bulk bulk) {
    long start = System.nanoTime();
    int status = 0;
    try {
      boolean gzip = openSearch.settings().gzip();
      body.fill(bulk, clock.instant());
      if (gzip) {
        body.gzip();
      }
      HttpAnswer http = openSearch.client().bulk(body, gzip);
      status = http.status();
      return read(bulk, http);
    } catch (NotSentException unsent) {
      return lost(false, unsent);
    } catch (IOException lost) {
      return lost(true, lost);
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      observer.bulkSent(bulk.count(), bulk.bytes(), took, status);
    }
  }

  private static Reply lost(boolean ambiguous, IOException failure) {
    return new Reply.Failed(new Verdict.Hold(HoldReason.UNREACHABLE, ambiguous), name(failure));
  }

  private Reply read(Bulk bulk, HttpAnswer http) throws IOException {
    return switch (http.status()) {
      case 200 -> {
        answer.read(http.body());
        if (answer.count() != bulk.count()) {
          throw new IOException("an answer of another length than the request");
        }
        yield new Reply.Answered();
      }
      case 413 -> new Reply.TooLarge();
      case 400 -> new Reply.Malformed("400 " + BulkAnswer.errorType(http.body()));
      default -> {
        String type = BulkAnswer.errorType(http.body());
        yield new Reply.Failed(Verdicts.ofRequest(http.status(), type), http.status() + " " + type);
      }
    };
  }

  private void tooLarge(Bulk bulk) {
    if (bulk.count() == 1) {
      settlement.refuse(bulk, Verdicts.TOO_LARGE);
      bulk.clear();
    } else {
      queue.tooLarge(bulk.bytes());
      halve(bulk);
    }
  }

  /** Finds the document that spoils a request; false if it is no document's fault. */
  private boolean isolate(Bulk bulk) {
    if (probe.ask(Settlement.index(bulk, 0)) != IndexProbe.Result.TAKES) {
      return false;
    }
    if (bulk.count() == 1) {
      settlement.refuse(bulk, Verdicts.MALFORMED);
      bulk.clear();
    } else {
      halve(bulk);
    }
    return true;
  }

  /** Keeps the first half; the second is for whoever comes first. */
  private void halve(Bulk bulk) {
    int count = bulk.count();
    if (count > 1) {
      Bulk first = bulk.part(0, count / 2);
      queue.retryLater(bulk.part(count / 2, count), 0, true);
      bulk.clear();
      bulk.addAll(first, 0, first.count());
    }
  }

  private static String name(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? failure.getClass().getSimpleName()
        : failure.getClass().getSimpleName() + ": " + cause.getClass().getSimpleName();
  }
}
