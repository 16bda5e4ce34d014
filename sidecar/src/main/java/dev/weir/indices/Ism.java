package dev.weir.indices;

import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.RefusedException;
import dev.weir.opensearch.SearchClient;
import java.io.IOException;

/** Whether OpenSearch has the plugin Index State Management. */
enum Ism {
  PRESENT,
  ABSENT,
  /** It could not be found out, or Weir has no right to. */
  UNKNOWN;

  static final String ROOT = "/_plugins/_ism";

  /** The rights that requests need begin so. */
  static final String RIGHT = "cluster:admin/opendistro/ism/";

  /** What a request for any policy is answered with tells, its status alone. */
  static Ism ask(SearchClient client) throws IOException {
    return switch (client.get(ROOT + "/policies/" + PolicyForm.name("unparsed")).status()) {
      case 200, 404 -> PRESENT;
      // No handler has this path.
      case 400 -> ABSENT;
      default -> UNKNOWN;
    };
  }

  /** A request that was refused, with the right that it needs. */
  static RefusedException refused(String request, String right, HttpAnswer answer) {
    return new RefusedException(request + " (needs " + RIGHT + right + ")", answer);
  }
}
