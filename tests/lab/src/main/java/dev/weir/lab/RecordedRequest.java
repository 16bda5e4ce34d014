package dev.weir.lab;

import java.util.Map;

/**
 * A request as {@link AwsAccounts} got it.
 *
 * @param url with its query
 * @param headers as they were spelled on arrival
 * @param body as text; of a form, still encoded
 */
public record RecordedRequest(
    String method, String url, Map<String, String> headers, String body) {}
