package dev.weir.opensearch;

/** Hears what waits for OpenSearch and why, for metrics. Called on any thread; must not block. */
public interface TroubleObserver {
  /** Documents began to wait. */
  void held(HoldReason reason, int documents);

  /** Documents that waited are final, or wait for another reason now. */
  void released(HoldReason reason, int documents);

  /**
   * Something keeps documents from OpenSearch, or dead letters from S3, from now on or no longer.
   * Called once for each beginning and each end.
   */
  void trouble(HoldReason reason, boolean on);

  /** Does nothing. */
  TroubleObserver NONE =
      new TroubleObserver() {
        @Override
        public void held(HoldReason reason, int documents) {}

        @Override
        public void released(HoldReason reason, int documents) {}

        @Override
        public void trouble(HoldReason reason, boolean on) {}
      };
}
