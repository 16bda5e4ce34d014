package dev.weir.config;

import dev.weir.settings.AwsNames;
import dev.weir.source.BucketSettings;
import dev.weir.source.SweepSettings;
import dev.weir.source.after.AfterSettlement;
import dev.weir.source.after.AfterWhen;
import dev.weir.source.queue.QueueSettings;
import dev.weir.units.ByteSize;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;

/**
 * The S3 source.
 *
 * @param enabled whether it runs; true if the file has the section
 * @param queues where the notifications come from
 * @param buckets what may be read
 * @param accounts whose events may be named by ids of their own; empty means all
 * @param window bytes read and not yet settled
 * @param maxRecord a longer record becomes a dead letter
 * @param objectsAtOnce objects read at the same time
 * @param objectAttempts reads of an object that S3 refuses, until a dead letter stands for it
 * @param sweep the search for objects that no message announced
 * @param maxObject the most one object may hold after decompression
 * @param maxRatio the most it may hold per compressed byte
 * @param maxSentRatio the most bytes of frames that may come of each of its bytes
 * @param maxRecordsPerByte the most records that may come of each of its bytes
 * @param forwardTo where the frames go
 * @param fluentBit what is known of the Fluent Bit there
 * @param settle what is enough for a message to be deleted
 */
public record SourceConfig(
    boolean enabled,
    List<QueueSettings> queues,
    List<BucketSettings> buckets,
    List<String> accounts,
    ByteSize window,
    ByteSize maxRecord,
    int objectsAtOnce,
    int objectAttempts,
    SweepSettings sweep,
    ByteSize maxObject,
    int maxRatio,
    int maxSentRatio,
    int maxRecordsPerByte,
    ForwardToConfig forwardTo,
    FluentBitConfig fluentBit,
    SettleAt settle) {

  static SourceConfig read(Section section, KnownTypes known) {
    boolean enabled = section.value("enabled", section.present(), Forms.BOOLEAN);
    List<Section> bucketSections = section.sections("buckets");
    Section forwardTo = section.section("forward_to");
    SourceConfig config =
        new SourceConfig(
            enabled,
            section.sections("queues").stream().map(QueueSettings::read).toList(),
            bucketSections.stream().map(bucket -> BucketSettings.read(bucket, known)).toList(),
            section.list("accounts", List.of(), AwsNames.ACCOUNT),
            section.value("window", ByteSize.ofMiB(256), Forms.size("1MiB", "64GiB")),
            section.value("max_record", ByteSize.ofMiB(10), Forms.size("1KiB", "10MiB")),
            section.value("objects_at_once", 4, Forms.number(1, 256)),
            section.value("object_attempts", 5, Forms.number(1, 100)),
            SweepSettings.read(section.section("sweep")),
            section.value("max_object", ByteSize.parse("64GiB"), Forms.size("1MiB", "5TiB")),
            section.value("max_ratio", 1000, Forms.number(10, 1_000_000)),
            section.value("max_sent_ratio", 2000, Forms.number(10, 1_000_000)),
            section.value("max_records_per_byte", 10, Forms.number(1, 100_000)),
            ForwardToConfig.read(forwardTo),
            FluentBitConfig.read(section.section("fluent_bit")),
            section.value("settle", SettleAt.OPENSEARCH, Forms.choice(SettleAt.class)));
    if (enabled) {
      config.check(section, bucketSections, forwardTo.present());
    }
    return config;
  }

  private void check(Section section, List<Section> bucketSections, boolean forwards) {
    if (queues.isEmpty() && !sweep.enabled()) {
      section.problem("queues", "no queue", "at least one queue, or sweep");
    }
    if (buckets.isEmpty()) {
      section.problem("buckets", "no bucket", "at least one bucket");
    }
    if (!forwards) {
      section.problem("forward_to", "nothing", "where the frames go: unix or tcp");
    }
    for (SweepSettings.Place place : sweep.places()) {
      if (buckets.stream().noneMatch(each -> each.watches(place.bucket(), place.prefix()))) {
        section.problem(
            "sweep.prefixes", "'" + place + "'", "what lies below source.buckets, nothing else");
      }
    }
    if (maxRecord.compareTo(window) > 0) {
      section.problem("window", "'" + window + "'", "at least max_record, " + maxRecord);
    }
    for (int i = 0; i < buckets.size(); i++) {
      if (buckets.get(i).after() instanceof AfterSettlement.Move(String prefix, AfterWhen _)) {
        refuseWatched(bucketSections.get(i), "after.prefix", buckets.get(i).bucket(), prefix);
      }
      refuseEarly(bucketSections.get(i), buckets.get(i).after());
      for (int j = 0; j < i; j++) {
        if (buckets.get(i).overlaps(buckets.get(j))) {
          bucketSections
              .get(i)
              .problem(
                  "prefixes",
                  "prefixes that overlap those of buckets[" + j + "]",
                  "each key of '" + buckets.get(i).bucket() + "' in one entry only");
        }
      }
    }
  }

  /** What Fluent Bit's buffer holds nobody has understood yet. */
  private void refuseEarly(Section section, AfterSettlement after) {
    boolean acts = !(after instanceof AfterSettlement.Keep);
    if (settle == SettleAt.FLUENT_BIT && acts && after.when() == AfterWhen.UNDERSTOOD) {
      section.problem(
          "after.when",
          "'understood' with settle: fluent_bit, which acts before a record is understood",
          "when: settled, or settle: opensearch, or action: keep");
    }
  }

  /**
   * Reports a place that Weir itself writes to and that it would read again.
   *
   * @param key where in the section that prefix stands
   */
  void refuseWatched(Section section, String key, String bucket, String prefix) {
    if (buckets.stream().anyMatch(each -> each.watches(bucket, prefix))) {
      section.problem(
          key,
          "'" + prefix + "', which is watched: Weir would read what it writes there",
          "a prefix of '" + bucket + "' outside of all prefixes of source.buckets");
    }
  }
}
