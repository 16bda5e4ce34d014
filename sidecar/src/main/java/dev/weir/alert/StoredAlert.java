package dev.weir.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An alert as it lies in {@code weir-alerts}, with what a change of it has to name.
 *
 * @param id its id
 * @param sequence its sequence number; negative for one that is not written yet
 * @param term the primary term of that
 * @param document all of it
 */
record StoredAlert(String id, long sequence, long term, ObjectNode document) {
  /** One that is not written yet. */
  static StoredAlert fresh(String id, ObjectNode document) {
    return new StoredAlert(id, -1, -1, document);
  }

  boolean isNew() {
    return sequence < 0;
  }
}
