package dev.weir.deploy.iam;

import java.util.Map;
import java.util.TreeMap;

/**
 * A call as IAM sees it.
 *
 * @param action {@code s3:GetObject}
 * @param resource an ARN, or {@code *} where the action has no resource
 * @param keys condition keys of the request, each a text or a list of texts
 */
record ApiCall(String action, String resource, Map<String, Object> keys) {
  ApiCall {
    keys = new TreeMap<>(keys);
  }

  ApiCall on(String other) {
    return new ApiCall(action, other, keys);
  }

  ApiCall with(String key, Object value) {
    Map<String, Object> more = new TreeMap<>(keys);
    more.put(key, value);
    return new ApiCall(action, resource, more);
  }

  /** The bucket, or what stands in its place. */
  String name() {
    return resource.substring(resource.lastIndexOf(':') + 1).split("/", 2)[0];
  }
}
