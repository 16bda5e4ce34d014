package dev.weir.source.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a queue, about: SQS counts no closer.
 *
 * @param name its name in logs and metrics
 * @param waiting messages to be received, delayed ones too
 * @param atWork messages received, by whomever, and not deleted
 * @param age how long the message that was received last here had waited; zero if the last poll
 *     received none, null before the first
 * @param problem why SQS could not be asked; null if it could
 */
public record QueueState(
    String name, long waiting, long atWork, @Nullable Duration age, @Nullable String problem) {}
