package dev.weir.forward;

import dev.weir.chunk.ChunkHandler;
import dev.weir.thread.BusyThreads;
import java.util.function.LongSupplier;

/** What all connections of a server share. */
record ForwardContext(
    ForwardLimits limits,
    ForwardDeadlines deadlines,
    ChunkHandler handler,
    ForwardEvents events,
    LongSupplier ticker,
    Slots slots,
    SlotDisputes disputes,
    Peers peers,
    RefusalMemory refusals,
    BusyThreads threads) {

  static ForwardContext of(
      ForwardSettings settings,
      ChunkHandler handler,
      ForwardObserver observer,
      LongSupplier ticker) {
    Slots slots = new Slots(settings.limits(), ticker);
    return new ForwardContext(
        settings.limits(),
        settings.deadlines(),
        handler,
        new ForwardEvents(observer, ticker),
        ticker,
        slots,
        new SlotDisputes(slots, settings.limits(), settings.deadlines()),
        new Peers(),
        new RefusalMemory(),
        new BusyThreads("forward-work-"));
  }
}
