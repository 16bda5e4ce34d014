package dev.weir.sink;

import java.time.Duration;

/** Hears what the sink does, for metrics. Called on sender threads; must not block. */
public interface SinkObserver {
  /** A bulk request was answered or given up; {@code status} is 0 if no answer came. */
  void bulkSent(int documents, long bytes, Duration took, int status);

  /** Documents are final. */
  void delivered(Delivery delivery, int documents);

  /** Documents go out once more. */
  void retried(int documents);

  /** Bytes of documents taken in (positive) or let go (negative). */
  void inFlight(long bytes);

  /** A document of this type was refused, and taken in its safe form. */
  void reshaped(String type);

  /** A document of this type had the id of another record, and goes under that of its place. */
  void idConflict(String type);

  /** Does nothing. */
  SinkObserver NONE =
      new SinkObserver() {
        @Override
        public void bulkSent(int documents, long bytes, Duration took, int status) {}

        @Override
        public void delivered(Delivery delivery, int documents) {}

        @Override
        public void retried(int documents) {}

        @Override
        public void inFlight(long bytes) {}

        @Override
        public void reshaped(String type) {}

        @Override
        public void idConflict(String type) {}
      };
}
