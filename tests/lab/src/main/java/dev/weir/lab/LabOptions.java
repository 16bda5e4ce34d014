package dev.weir.lab;

import java.time.Duration;

/**
 * How a lab is started.
 *
 * @param openSearchHeapMib heap of the OpenSearch process, MiB
 * @param awsHeapMib heap of the S3 and SQS process, MiB; objects in S3 and messages live there
 * @param startTimeout how long both together may take until they serve
 * @param fastStart compiles the servers' code quickly rather than well, which halves the time to
 *     start and costs throughput later; turn it off to measure
 */
public record LabOptions(
    int openSearchHeapMib, int awsHeapMib, Duration startTimeout, boolean fastStart) {

  /** 1 GiB for OpenSearch, 512 MiB for S3 and SQS, a fast start within 60 s. */
  public static LabOptions defaults() {
    return new LabOptions(1024, 512, Duration.ofSeconds(60), true);
  }

  public LabOptions withOpenSearchHeapMib(int mib) {
    return new LabOptions(mib, awsHeapMib, startTimeout, fastStart);
  }

  public LabOptions withAwsHeapMib(int mib) {
    return new LabOptions(openSearchHeapMib, mib, startTimeout, fastStart);
  }

  public LabOptions withStartTimeout(Duration timeout) {
    return new LabOptions(openSearchHeapMib, awsHeapMib, timeout, fastStart);
  }

  public LabOptions withFastStart(boolean fast) {
    return new LabOptions(openSearchHeapMib, awsHeapMib, startTimeout, fast);
  }
}
