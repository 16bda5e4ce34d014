package dev.weir.cli;

import dev.weir.config.OwnIds;
import dev.weir.config.ShardEstimate;
import dev.weir.config.WeirConfig;
import dev.weir.source.SourceSettings;
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
   */
  static List<String> of(WeirConfig config, boolean fluentBitRead) {
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
    return cautions;
  }
}
