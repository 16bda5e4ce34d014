package dev.weir.settle;

/** Hears of the lines of the ledger, for metrics. Called on any thread; must not block. */
public interface SettleObserver {
  /** A line is durable. */
  void lineWritten();

  /** Records that came late are in no line. */
  void missed(long records);

  /** Does nothing. */
  SettleObserver NONE =
      new SettleObserver() {
        @Override
        public void lineWritten() {}

        @Override
        public void missed(long records) {}
      };
}
