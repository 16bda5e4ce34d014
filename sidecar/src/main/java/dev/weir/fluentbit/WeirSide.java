package dev.weir.fluentbit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What weir's own configuration says of what both sides have to agree on.
 *
 * @param watched what the source reads
 * @param storage where it looks for Fluent Bit's buffer; empty if the configuration does not say it
 * @param forwardTo where it sends to, if that is a Fluent Bit
 * @param sameHost whether that Fluent Bit can only be on weir's own host
 * @param listeners where the sidecar listens; empty if it does not run
 */
public record WeirSide(
    List<WatchedBucket> watched,
    Optional<Path> storage,
    Optional<Address> forwardTo,
    boolean sameHost,
    List<Address> listeners) {

  /** Nothing is known of it, so nothing is compared. */
  public static WeirSide unknown() {
    return new WeirSide(List.of(), Optional.empty(), Optional.empty(), false, List.of());
  }
}
