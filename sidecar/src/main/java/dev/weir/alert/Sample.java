package dev.weir.alert;

import java.time.Instant;

/**
 * A record that matched.
 *
 * @param index the index that its document is for
 * @param id its document's id
 * @param time when it happened
 */
public record Sample(String index, String id, Instant time) {}
