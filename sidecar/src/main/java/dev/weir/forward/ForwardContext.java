package dev.weir.forward;

import java.util.function.LongSupplier;

/** What all connections of a server share. */
record ForwardContext(
    ForwardLimits limits,
    ForwardDeadlines deadlines,
    ChunkHandler handler,
    ForwardObserver observer,
    LongSupplier ticker,
    Slots slots,
    RefusalMemory refusals,
    LimitedLog log) {

  static ForwardContext of(
      ForwardSettings settings,
      ChunkHandler handler,
      ForwardObserver observer,
      LongSupplier ticker) {
    return new ForwardContext(
        settings.limits(),
        settings.deadlines(),
        handler,
        observer,
        ticker,
        new Slots(settings.limits()),
        new RefusalMemory(),
        new LimitedLog(ticker));
  }
}
