package dev.weir.faults;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** The items of a bulk request, each an action line and a document's line. */
final class BulkBody {
  private final List<byte[]> items;

  private BulkBody(List<byte[]> items) {
    this.items = items;
  }

  static BulkBody of(byte[] body) {
    List<byte[]> items = new ArrayList<>();
    int from = 0;
    boolean action = true;
    for (int at = 0; at < body.length; at++) {
      if (body[at] == '\n') {
        if (!action) {
          items.add(Arrays.copyOfRange(body, from, at + 1));
          from = at + 1;
        }
        action = !action;
      }
    }
    return new BulkBody(items);
  }

  int size() {
    return items.size();
  }

  BulkBody firstHalf() {
    return new BulkBody(items.subList(0, items.size() / 2));
  }

  /** Those at the places that the test takes. */
  BulkBody only(IntPredicate places) {
    List<byte[]> chosen = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (places.test(i)) {
        chosen.add(items.get(i));
      }
    }
    return new BulkBody(chosen);
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    items.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
