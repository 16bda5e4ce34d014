package dev.weir.bench;

import dev.weir.e2e.FluentBit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user chose.
 *
 * @param records in a run
 * @param fluentBit for the pipeline; none to go straight
 * @param rules a folder of Sigma rules to measure beside those that are made
 * @param load how long objects come at a steady rate, for the alerts
 * @param rate records a second then; without one, half of what the machine sustains
 * @param rsigma for the rules, to compare Weir with
 */
record BenchmarkOptions(
    long records,
    Optional<FluentBit> fluentBit,
    Optional<Path> rules,
    Duration load,
    Optional<Double> rate,
    Optional<Rsigma> rsigma) {}
