package dev.weir.source;

/**
 * Configuration that names the type of objects by their keys.
 *
 * @param keys a glob, as in {@link KeyGlob}
 * @param type the type's name
 */
public record TypeRule(String keys, String type) {}
