package dev.weir.source;

import dev.weir.source.queue.QueueSettings;
import dev.weir.source.resend.FluentBitSettings;
import dev.weir.units.ByteSize;
import java.time.Duration;
import java.util.List;

/** Settings that differ from given ones in what a test is about. */
final class SourceSettingsBuilder {
  private final SourceSettings given;
  private List<QueueSettings> queues;
  private List<BucketSettings> buckets;
  private ByteSize window;
  private int objectsAtOnce;
  private int objectAttempts;
  private int heldMessages;
  private SweepSettings sweep;
  private FluentBitSettings fluentBit;
  private Duration drain;

  private SourceSettingsBuilder(SourceSettings given) {
    this.given = given;
    queues = given.queues();
    buckets = given.buckets();
    window = given.limits().window();
    objectsAtOnce = given.limits().objectsAtOnce();
    objectAttempts = given.limits().objectAttempts();
    heldMessages = given.limits().heldMessages();
    sweep = given.sweep();
    fluentBit = given.fluentBit();
    drain = given.drain();
  }

  static SourceSettingsBuilder from(SourceSettings given) {
    return new SourceSettingsBuilder(given);
  }

  SourceSettingsBuilder queues(QueueSettings... others) {
    queues = List.of(others);
    return this;
  }

  SourceSettingsBuilder buckets(BucketSettings... others) {
    buckets = List.of(others);
    return this;
  }

  SourceSettingsBuilder window(ByteSize size) {
    window = size;
    return this;
  }

  SourceSettingsBuilder heldMessages(int most) {
    heldMessages = most;
    return this;
  }

  SourceSettingsBuilder sweep(SweepSettings how) {
    sweep = how;
    return this;
  }

  SourceSettingsBuilder fluentBit(FluentBitSettings there) {
    fluentBit = there;
    return this;
  }

  SourceSettingsBuilder objectsAtOnce(int most) {
    objectsAtOnce = most;
    return this;
  }

  SourceSettingsBuilder objectAttempts(int most) {
    objectAttempts = most;
    return this;
  }

  SourceSettingsBuilder drain(Duration limit) {
    drain = limit;
    return this;
  }

  SourceSettings build() {
    SourceLimits limits = given.limits();
    return new SourceSettings(
        true,
        queues,
        buckets,
        given.accounts(),
        new SourceLimits(
            window,
            objectsAtOnce,
            objectAttempts,
            heldMessages,
            limits.frames(),
            limits.decompression()),
        sweep,
        given.forwardTo(),
        fluentBit,
        given.settle(),
        drain);
  }
}
