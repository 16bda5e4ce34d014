package dev.weir.indices;

/** Hears what becomes of indices, for metrics. Must not block. */
public interface IndexObserver {
  /** An index of this type was deleted, being older than the type is kept. */
  void indexDeleted(String type);

  /** An index of this type should have been deleted for its age, and OpenSearch refused. */
  void indexNotDeleted(String type);

  /** A policy for the indices of this type was put in place, taken away, or refused. */
  void policy(String type, PolicyOutcome outcome);

  /** Does nothing. */
  IndexObserver NONE =
      new IndexObserver() {
        @Override
        public void indexDeleted(String type) {}

        @Override
        public void indexNotDeleted(String type) {}

        @Override
        public void policy(String type, PolicyOutcome outcome) {}
      };
}
