package dev.weir.source;

import dev.weir.source.queue.QueueSettings;
import dev.weir.units.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings that differ from given ones in what a test is about. */
final class SourceSettingsBuilder {
  private final SourceSettings given;
  private List<QueueSettings> queues;
  private List<BucketSettings> buckets;
  private ByteSize window;
  private int parallelObjects;
  private int heldMessages;
  private Optional<SweepSettings> sweep;
  private SourceSettings.Resend resend;
  private Duration drain;

  private SourceSettingsBuilder(SourceSettings given) {
    this.given = given;
    queues = given.queues();
    buckets = given.buckets();
    window = given.window();
    parallelObjects = given.parallelObjects();
    heldMessages = given.heldMessages();
    sweep = given.sweep();
    resend = given.resend();
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

  SourceSettingsBuilder sweep(Optional<SweepSettings> how) {
    sweep = how;
    return this;
  }

  SourceSettingsBuilder resend(SourceSettings.Resend when) {
    resend = when;
    return this;
  }

  SourceSettingsBuilder parallelObjects(int most) {
    parallelObjects = most;
    return this;
  }

  SourceSettingsBuilder drain(Duration limit) {
    drain = limit;
    return this;
  }

  SourceSettings build() {
    return new SourceSettings(
        queues,
        buckets,
        given.forward(),
        window,
        given.sendBuffer(),
        parallelObjects,
        heldMessages,
        given.objectAttempts(),
        sweep,
        given.frames(),
        given.decompression(),
        resend,
        drain);
  }
}
