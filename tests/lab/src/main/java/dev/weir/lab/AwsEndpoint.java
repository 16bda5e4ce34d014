package dev.weir.lab;

import java.net.URI;

/**
 * What a client needs to reach the S3 or the SQS server of a lab. S3 wants path-style requests.
 *
 * @param endpoint {@code http://127.0.0.1:<port>}
 * @param region the region that requests are signed for
 * @param accessKey the access key id; S3 refuses any other, SQS does not look
 * @param secretKey the secret to it, worth nothing outside this lab
 */
public record AwsEndpoint(URI endpoint, String region, String accessKey, String secretKey) {}
