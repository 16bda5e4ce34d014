package dev.weir.notify;

import java.util.Map;

/** What is posted: JSON, and the headers that go with it. */
@SuppressWarnings("ArrayRecordComponent") // Made once, read once.
record WebMessage(Map<String, String> headers, byte[] body) {
  WebMessage {
    headers = Map.copyOf(headers);
  }
}
