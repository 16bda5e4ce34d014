package dev.weir.fluentbit;

/**
 * One key of a section.
 *
 * @param key as written; Fluent Bit does not tell cases apart
 * @param value with what environment variables stand for, where they are set
 * @param line in the section's file, from 1
 */
record Property(String key, String value, int line) {}
