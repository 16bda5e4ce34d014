package dev.weir.sink;

import java.time.Duration;

/** Hears what the sink does, for metrics. Called on sender threads; must not block. */
public interface SinkObserver {
  /** A bulk request was answered or given up; {@code status} is 0 if no answer came. */
  void bulkSent(int documents, long bytes, Duration took, int status);

  /** Documents are final. */
  void delivered(Delivery delivery, int documents);

  /** Documents began to wait for OpenSearch. */
  void held(HoldReason reason, int documents);

  /** Documents that waited are final, or wait for another reason now. */
  void released(HoldReason reason, int documents);

  /**
   * Something keeps documents from OpenSearch, or dead letters from S3, from now on or no longer.
   * Called once for each beginning and each end.
   */
  void trouble(HoldReason reason, boolean on);

  /** Documents go out once more. */
  void retried(int documents);

  /** Bytes of documents taken in (positive) or let go (negative). */
  void inFlight(long bytes);

  /** A ledger document is durable. */
  void ledgerWritten();

  /** A document of this type was refused, and taken in its safe form. */
  void reshaped(String type);

  /** A document of this type had the id of another record, and goes under that of its place. */
  void idConflict(String type);

  /** An index of this type was deleted, being older than the type is kept. */
  void indexDeleted(String type);

  /** An index of this type should have been deleted for its age, and OpenSearch refused. */
  void indexNotDeleted(String type);

  /** A policy for the indices of this type was put in place, taken away, or refused. */
  void policy(String type, PolicyOutcome outcome);

  /** Does nothing. */
  SinkObserver NONE =
      new SinkObserver() {
        @Override
        public void bulkSent(int documents, long bytes, Duration took, int status) {}

        @Override
        public void delivered(Delivery delivery, int documents) {}

        @Override
        public void held(HoldReason reason, int documents) {}

        @Override
        public void released(HoldReason reason, int documents) {}

        @Override
        public void trouble(HoldReason reason, boolean on) {}

        @Override
        public void retried(int documents) {}

        @Override
        public void inFlight(long bytes) {}

        @Override
        public void ledgerWritten() {}

        @Override
        public void reshaped(String type) {}

        @Override
        public void idConflict(String type) {}

        @Override
        public void indexDeleted(String type) {}

        @Override
        public void indexNotDeleted(String type) {}

        @Override
        public void policy(String type, PolicyOutcome outcome) {}
      };
}
