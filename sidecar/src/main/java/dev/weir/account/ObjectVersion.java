package dev.weir.account;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One immutable state of one object in S3.
 *
 * @param bucket the bucket's name
 * @param key the key, decoded
 * @param version the version id, else the ETag of the answer to the GET, without quotes; holds no
 *     slash
 */
public record ObjectVersion(String bucket, String key, String version) {
  public ObjectVersion {
    if (bucket.isEmpty() || bucket.indexOf('/') >= 0 || version.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "bucket and version hold no slash: " + bucket + " " + version);
    }
  }

  /** The object with the version as a server gave it, quotes and odd characters made harmless. */
  public static ObjectVersion of(String bucket, String key, String version) {
    String bare = version.replace("\"", "");
    return new ObjectVersion(bucket, key, URLEncoder.encode(bare, StandardCharsets.UTF_8));
  }

  /** The version as the server knows it. */
  public String rawVersion() {
    try {
      return URLDecoder.decode(version, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException bare) {
      return version;
    }
  }

  /** {@code s3://bucket/key}. */
  public String uri() {
    return "s3://" + bucket + "/" + key;
  }

  @Override
  public String toString() {
    return uri() + "?version=" + version;
  }
}
