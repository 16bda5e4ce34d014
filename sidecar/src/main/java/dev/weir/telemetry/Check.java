package dev.weir.telemetry;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One condition of being ready.
 *
 * @param name what it is about, such as {@code opensearch}
 * @param problem empty while it holds, else why not, in plain words; answers at once
 */
public record Check(String name, Supplier<Optional<String>> problem) {}
