package dev.weir.cli;

import dev.weir.config.OwnIds;
import dev.weir.config.ShardEstimate;
import dev.weir.config.WeirConfig;
import dev.weir.daemon.RuleCatalog;
import dev.weir.ruleset.Tuning;
import dev.weir.source.SourceSettings;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a configuration may say, and its user should know all the same. */
final class Cautions {
  private Cautions() {}

  /**
   * In sentences that say what to write.
   *
   * @param fluentBitRead whether Fluent Bit's configuration was read beside it: what is missing of
   *     that is a finding there
   * @param offline whether no rules are read, to see which of them are tuned
   */
  static List<String> of(WeirConfig config, boolean fluentBitRead, boolean offline) {
    List<String> cautions = new ArrayList<>();
    OwnIds.caution(config).ifPresent(cautions::add);
    SourceSettings source = config.source();
    if (!fluentBitRead
        && source.fluentBit().storage() == null
        && Agreed.of(config).forwardTo().isPresent()) {
      cautions.add(
          "source.fluent_bit.storage is missing, so Weir cannot see what Fluent Bit's buffer holds"
              + " no more: if a frame is lost there, its object stays open, and its records are"
              + " never counted as unaccounted. Write the storage.path of Fluent Bit there");
    }
    ShardEstimate shards = ShardEstimate.of(config);
    if (shards.total() > ShardEstimate.OF_A_NODE) {
      cautions.add(
          "%,d shards are more than the %,d that OpenSearch allows on a node. A longer"
                  .formatted(shards.total(), ShardEstimate.OF_A_NODE)
              + " types.NAME.period, a shorter types.NAME.retention or fewer shards make them less");
    }
    cautions.addAll(ofRules(config, offline));
    return cautions;
  }

  private static List<String> ofRules(WeirConfig config, boolean offline) {
    Tuning tuning = config.rules().tuning();
    return offline || tuning.isEmpty()
        ? tuning.cautions(LocalDate.now(ZoneOffset.UTC))
        : RuleCatalog.read(config, List.of()).cautions();
  }
}
