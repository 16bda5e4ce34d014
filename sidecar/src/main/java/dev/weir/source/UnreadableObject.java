package dev.weir.source;

import dev.weir.account.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * An object that cannot be had and is given up as a whole.
 *
 * @param reason one of {@code gone}, {@code denied}, {@code archived} and what else S3 may refuse
 *     for good
 * @param type what its key tells, or null
 * @param bytes its size, -1 if it is not known
 * @param attempts how often it was tried
 */
public record UnreadableObject(
    ObjectVersion object, String reason, @Nullable String type, long bytes, int attempts) {}
