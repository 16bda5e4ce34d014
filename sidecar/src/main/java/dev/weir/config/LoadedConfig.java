package dev.weir.config;

/**
 * A configuration that was read without a problem.
 *
 * @param config the values
 * @param effective the same as YAML with every default in it and secrets as {@code ***}
 */
public record LoadedConfig(WeirConfig config, String effective) {}
