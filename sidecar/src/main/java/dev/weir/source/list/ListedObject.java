package dev.weir.source.list;

import dev.weir.source.queue.NotifiedObject;
import java.time.Instant;

/** An object that lies in a bucket, told as a notification would tell it. */
public record ListedObject(NotifiedObject object, Instant lastModified) {}
