package dev.weir.config;

import dev.weir.alert.AlertSettings;
import dev.weir.control.ControlSettings;
import dev.weir.filter.FilterSettings;
import dev.weir.flag.FlagRule;
import dev.weir.forward.ForwardSettings;
import dev.weir.indices.IndexDefaults;
import dev.weir.letters.DeadLetterSettings;
import dev.weir.notify.NotifySettings;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.ruleset.RuleSettings;
import dev.weir.settings.Secret;
import dev.weir.sink.BulkSettings;
import dev.weir.source.SourceSettings;
import dev.weir.telemetry.MetricsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration.
 *
 * @param host this host's name in documents and ids
 * @param fleetKey the key of the stamps, the same on each host of a fleet; null without a source
 * @param source the S3 source; it runs only beside the forward server
 * @param forward the forward server
 * @param opensearch where documents go
 * @param bulk how they go there
 * @param indices what the indices of all types are made like
 * @param deadLetters what is kept of records that become no document, and where
 * @param types what the file says of types, by their names
 * @param flags the pairs of flags, shipped and configured
 * @param enrich what is added to records
 * @param filter what is dropped or changed
 * @param rules the rules that records are held against
 * @param alerts which matches become alerts
 * @param notifications where alerts are sent
 * @param metrics the HTTP endpoints
 * @param control the control service
 * @param shutdownDeadline for how long a stop drains
 */
public record WeirConfig(
    String host,
    @Nullable Secret fleetKey,
    SourceSettings source,
    ForwardSettings forward,
    OpenSearchSettings opensearch,
    BulkSettings bulk,
    IndexDefaults indices,
    DeadLetterSettings deadLetters,
    Map<String, TypeConfig> types,
    List<FlagRule> flags,
    EnrichConfig enrich,
    FilterSettings filter,
    RuleSettings rules,
    AlertSettings alerts,
    NotifySettings notifications,
    MetricsSettings metrics,
    ControlSettings control,
    Duration shutdownDeadline) {

  /** The same with other rules. */
  public WeirConfig withRules(RuleSettings others) {
    return new WeirConfig(
        host,
        fleetKey,
        source,
        forward,
        opensearch,
        bulk,
        indices,
        deadLetters,
        types,
        flags,
        enrich,
        filter,
        others,
        alerts,
        notifications,
        metrics,
        control,
        shutdownDeadline);
  }
}
