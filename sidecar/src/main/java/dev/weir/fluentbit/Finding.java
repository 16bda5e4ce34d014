package dev.weir.fluentbit;

import java.nio.file.Path;

/**
 * Something in a Fluent Bit configuration that a user should know of.
 *
 * @param file where it stands
 * @param line from 1
 * @param loses whether records are lost or cannot be accounted for by it; otherwise a caution
 * @param section what it concerns, such as {@code output forward (weir_sidecar)}
 * @param what is there, or is missing
 * @param why that matters
 * @param write what to write instead
 */
public record Finding(
    Path file, int line, boolean loses, String section, String what, String why, String write) {

  /** One line for a terminal. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ": "
        + (loses ? "LOSES DATA: " : "CAUTION: ")
        + section
        + ": "
        + what
        + ". "
        + why
        + ". Write: "
        + write;
  }
}
