/**
 * SQS: receives messages, reads what they tell of objects, holds them while their objects are at
 * work, deletes them when all of those are settled. Door: {@link
 * dev.weir.source.queue.QueueReceiver}.
 */
@NullMarked
package dev.weir.source.queue;

import org.jspecify.annotations.NullMarked;
