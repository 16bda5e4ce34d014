package dev.weir.bench;

import dev.weir.e2e.FluentBit;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user chose.
 *
 * @param records in a run
 * @param fluentBit for the pipeline; none to go straight
 * @param rules a folder of Sigma rules to measure beside those that are made
 */
record BenchmarkOptions(long records, Optional<FluentBit> fluentBit, Optional<Path> rules) {}
