package dev.weir.generate;

/**
 * A file for S3.
 *
 * @param key its key, below whatever prefix the caller has
 * @param bytes its content, compressed if so asked
 * @param truth what is in it
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record GeneratedFile(String key, byte[] bytes, Truth truth) {}
