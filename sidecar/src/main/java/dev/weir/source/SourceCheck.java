package dev.weir.source;

import dev.weir.source.after.AfterSettlement;
import dev.weir.source.after.AfterWhen;
import dev.weir.yaml.Section;
import java.util.List;

/** What the keys of the section {@code source} mean for one another. */
final class SourceCheck {
  private final SourceSettings settings;
  private final Section section;
  private final List<Section> bucketSections;

  SourceCheck(SourceSettings settings, Section section, List<Section> bucketSections) {
    this.settings = settings;
    this.section = section;
    this.bucketSections = bucketSections;
  }

  /** Reports what does not go together, or is missing where the source runs. */
  void check(boolean forwards) {
    if (settings.queues().isEmpty() && !settings.sweep().enabled()) {
      section.problem("queues", "no queue", "at least one queue, or sweep");
    }
    if (settings.buckets().isEmpty()) {
      section.problem("buckets", "no bucket", "at least one bucket");
    }
    if (!forwards) {
      section.problem("forward_to", "nothing", "where the frames go: unix or tcp");
    }
    for (SweepSettings.Place place : settings.sweep().places()) {
      if (!isWatched(place.bucket(), place.prefix())) {
        section.problem(
            "sweep.prefixes", "'" + place + "'", "what lies below source.buckets, nothing else");
      }
    }
    SourceLimits limits = settings.limits();
    if (limits.frames().record().compareTo(limits.window()) > 0) {
      section.problem(
          "window",
          "'" + limits.window() + "'",
          "at least max_record, " + limits.frames().record());
    }
    for (int i = 0; i < settings.buckets().size(); i++) {
      checkBucket(i);
    }
  }

  private void checkBucket(int index) {
    BucketSettings bucket = settings.buckets().get(index);
    Section at = bucketSections.get(index);
    if (bucket.after() instanceof AfterSettlement.Move(String prefix, AfterWhen _)) {
      refuseWatched(at, bucket.bucket(), prefix);
    }
    refuseEarly(at, bucket.after());
    for (int before = 0; before < index; before++) {
      if (bucket.overlaps(settings.buckets().get(before))) {
        at.problem(
            "prefixes",
            "prefixes that overlap those of buckets[" + before + "]",
            "each key of '" + bucket.bucket() + "' in one entry only");
      }
    }
  }

  /** What Fluent Bit's buffer holds nobody has understood yet. */
  private void refuseEarly(Section at, AfterSettlement after) {
    boolean acts = !(after instanceof AfterSettlement.Keep);
    if (settings.settle() == SettleAt.FLUENT_BIT && acts && after.when() == AfterWhen.UNDERSTOOD) {
      at.problem(
          "after.when",
          "'understood' with settle: fluent_bit, which acts before a record is understood",
          "when: settled, or settle: opensearch, or action: keep");
    }
  }

  /** A place that Weir itself writes to, and that it would read again. */
  private void refuseWatched(Section at, String bucket, String prefix) {
    if (isWatched(bucket, prefix)) {
      at.problem(
          "after.prefix",
          "'" + prefix + "', which is watched: Weir would read what it writes there",
          "a prefix of '" + bucket + "' outside of all prefixes of source.buckets");
    }
  }

  private boolean isWatched(String bucket, String prefix) {
    return settings.buckets().stream().anyMatch(each -> each.watches(bucket, prefix));
  }
}
