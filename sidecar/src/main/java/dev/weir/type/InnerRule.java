package dev.weir.type;

/**
 * A name that speaks for the type of the records that lie under it.
 *
 * @param match of a log group, a source type
 * @param type the type's name; where no type of this name is known, the rule is none
 */
public record InnerRule(NameGlob match, String type) {}
