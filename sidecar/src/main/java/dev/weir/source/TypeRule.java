package dev.weir.source;

/**
 * Configuration that names the type of objects by their keys.
 *
 * @param keys a glob, as in {@link KeyGlob}
 * @param type the type's name
 * @param where which rule of the configuration it is, in words for people
 */
public record TypeRule(String keys, String type, String where) {}
