package dev.weir.cli;

import java.util.Optional;

/**
 * Whether something could be reached.
 *
 * @param what the thing, such as {@code opensearch https://…}; no secret in it
 * @param problem why not, in plain words; empty if it could
 */
public record Reached(String what, Optional<String> problem) {}
