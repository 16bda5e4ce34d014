package dev.weir.fluentbit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What weir's own configuration says of what both sides have to agree on.
 *
 * @param watched what the source reads
 * @param storage where it looks for Fluent Bit's buffer
 * @param forwardTo where it sends to, if that is a Fluent Bit
 * @param listeners where the sidecar listens; empty if it does not run
 */
public record WeirSide(
    List<WatchedBucket> watched,
    Optional<Path> storage,
    Optional<Address> forwardTo,
    List<Address> listeners) {

  /** Nothing is known of it, so nothing is compared. */
  public static WeirSide unknown() {
    return new WeirSide(List.of(), Optional.empty(), Optional.empty(), List.of());
  }
}
