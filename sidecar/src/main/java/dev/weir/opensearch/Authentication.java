package dev.weir.opensearch;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** How Weir proves who it is. No form of it ever prints its secrets. */
public sealed interface Authentication {
  /** Not at all. */
  record None() implements Authentication {}

  /** HTTP basic authentication (RFC 7617). */
  record Basic(String user, String password) implements Authentication {
    @Override
    public String toString() {
      return "Basic[user=" + user + ", password=***]";
    }
  }

  /**
   * Signature version 4, over https only.
   *
   * @param region the region in which the domain or collection lies
   * @param service {@code es} for a domain, {@code aoss} for a collection
   */
  record SigV4(String region, String service, AwsCredentialsProvider credentials)
      implements Authentication {
    public SigV4 {
      if (!service.equals("es") && !service.equals("aoss")) {
        throw new IllegalArgumentException("service is es or aoss, not " + service);
      }
    }

    boolean serverless() {
      return service.equals("aoss");
    }

    @Override
    public String toString() {
      return "SigV4[region=" + region + ", service=" + service + "]";
    }
  }
}
