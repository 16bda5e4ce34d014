package dev.weir.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pipeline runs in, where that is not plain.
 *
 * @param detours what stands between its parts
 * @param weirEnvironment further variables for weir's process
 * @param fluentBitPrefix a command that Fluent Bit's command line is given to
 * @param fluentBitStorage the folder of Fluent Bit's buffer; else one in the pipeline's folder
 * @param receipts how often the queue gives a message out before it goes to the dead-letter queue
 */
public record Surroundings(
    Detours detours,
    Map<String, String> weirEnvironment,
    List<String> fluentBitPrefix,
    Optional<Path> fluentBitStorage,
    int receipts) {
  /** Nothing out of the ordinary. */
  public static final Surroundings PLAIN =
      new Surroundings(Detours.NONE, Map.of(), List.of(), Optional.empty(), 3);
}
