package dev.weir.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.sink.Observed;
import dev.weir.sink.SinkSetup;
import dev.weir.sink.WholeSink;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The index of the ledger with a sink that writes its lines, which leaves nothing held. */
final class WholeLedger implements SettleObserver, AutoCloseable {
  final Observed observed = new Observed();
  final AtomicInteger written = new AtomicInteger();
  final AtomicLong missed = new AtomicLong();
  final LedgerIndex index;
  private final WholeSink sink;

  WholeLedger(SinkSetup setup) {
    Clock clock = Clock.systemUTC();
    sink = new WholeSink(setup, observed, clock);
    index = new LedgerIndex(sink.openSearch(), sink.sink(), sink.sink(), this, clock);
  }

  void start() {
    sink.start();
  }

  @Override
  public void lineWritten() {
    written.incrementAndGet();
  }

  @Override
  public void missed(long records) {
    missed.addAndGet(records);
  }

  @Override
  public void close() {
    sink.close();
    assertEquals(0, observed.inFlight());
    observed.holds().forEach((reason, documents) -> assertEquals(0, documents, reason.label()));
  }
}
