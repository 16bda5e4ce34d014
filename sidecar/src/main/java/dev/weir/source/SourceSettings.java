package dev.weir.source;

import dev.weir.settings.AwsNames;
import dev.weir.source.queue.QueueSettings;
import dev.weir.source.resend.FluentBitSettings;
import dev.weir.source.send.ForwardSettings;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import java.util.List;

/**
 * The source's settings.
 *
 * @param enabled whether it runs; true if the file has the section
 * @param queues where the notifications come from
 * @param buckets what may be read
 * @param accounts whose events may be named by ids of their own; empty means all
 * @param limits what it takes at most
 * @param sweep how objects are found that no message announced
 * @param forwardTo where the frames go
 * @param fluentBit what is known of the Fluent Bit there
 * @param settle what is enough for a message to be deleted
 * @param drain how long closing waits for what is at work
 */
public record SourceSettings(
    boolean enabled,
    List<QueueSettings> queues,
    List<BucketSettings> buckets,
    List<String> accounts,
    SourceLimits limits,
    SweepSettings sweep,
    ForwardSettings forwardTo,
    FluentBitSettings fluentBit,
    SettleAt settle,
    Duration drain) {
  private static final Duration DRAIN = Duration.ofSeconds(25);

  public SourceSettings {
    queues = List.copyOf(queues);
    buckets = List.copyOf(buckets);
    accounts = List.copyOf(accounts);
  }

  /** All else at its defaults. */
  public static SourceSettings of(
      List<QueueSettings> queues, List<BucketSettings> buckets, ForwardSettings forwardTo) {
    return new SourceSettings(
        true,
        queues,
        buckets,
        List.of(),
        SourceLimits.DEFAULT,
        SweepSettings.OFF,
        forwardTo,
        FluentBitSettings.DEFAULT,
        SettleAt.OPENSEARCH,
        DRAIN);
  }

  /**
   * Reads the section {@code source}.
   *
   * @param types reads the name of a type
   * @param host what the source calls itself where it sends frames
   */
  public static SourceSettings read(Section section, Form<String> types, String host) {
    boolean enabled = section.value("enabled", section.present(), Forms.BOOLEAN);
    List<Section> buckets = section.sections("buckets");
    Section forwardTo = section.section("forward_to");
    SourceSettings settings =
        new SourceSettings(
            enabled,
            section.sections("queues").stream().map(QueueSettings::read).toList(),
            buckets.stream().map(bucket -> BucketSettings.read(bucket, types)).toList(),
            section.list("accounts", List.of(), AwsNames.ACCOUNT),
            SourceLimits.read(section),
            SweepSettings.read(section.section("sweep")),
            ForwardSettings.read(forwardTo, host),
            FluentBitSettings.read(section.section("fluent_bit")),
            section.value("settle", SettleAt.OPENSEARCH, Forms.choice(SettleAt.class)),
            DRAIN);
    if (enabled) {
      new SourceCheck(settings, section, buckets).check(forwardTo.present());
    }
    return settings;
  }

  /** Whether the source runs, and what is written to a bucket under a key lies where it reads. */
  public boolean watches(String bucket, String key) {
    return enabled && buckets.stream().anyMatch(each -> each.holds(bucket, key));
  }

  /** The same with other limits. */
  public SourceSettings withLimits(SourceLimits others) {
    return new SourceSettings(
        enabled, queues, buckets, accounts, others, sweep, forwardTo, fluentBit, settle, drain);
  }

  /** The same with another way to the forward server. */
  public SourceSettings withForwardTo(ForwardSettings other) {
    return new SourceSettings(
        enabled, queues, buckets, accounts, limits, sweep, other, fluentBit, settle, drain);
  }

  /** The same with so much time to close. */
  public SourceSettings withDrain(Duration time) {
    return new SourceSettings(
        enabled, queues, buckets, accounts, limits, sweep, forwardTo, fluentBit, settle, time);
  }
}
