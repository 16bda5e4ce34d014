package dev.weir;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The direction of imports. A record goes source, forward, decode, parse, enrich, flag, filter,
 * detect, sink; no stage knows another, all know the core, and only what stands around them knows
 * them.
 */
@AnalyzeClasses(
    packages = "dev.weir",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutLab.class})
class ArchitectureTest {
  /** The lab is on the class path of tests, and no part of the product. */
  static final class WithoutLab implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/dev/weir/lab/");
    }
  }

  private static final String[] AROUND = {"pipeline", "replay", "telemetry", "daemon"};

  /** What knows stages that read their own sections of the configuration. */
  private static final String[] AROUND_AND_CONFIG = {
    "pipeline", "replay", "telemetry", "daemon", "config"
  };

  @ArchTest
  static final ArchRule stagesKnowTheCoreAndNotOneAnother =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.weir..")
          // the core
          .layer("units")
          .definedBy("dev.weir.units..")
          .layer("yaml")
          .definedBy("dev.weir.yaml..")
          .layer("msgpack")
          .definedBy("dev.weir.msgpack..")
          .layer("json")
          .definedBy("dev.weir.json..")
          .layer("event")
          .definedBy("dev.weir.event..")
          .layer("address")
          .definedBy("dev.weir.address..")
          .layer("ecs")
          .definedBy("dev.weir.ecs..")
          .layer("record")
          .definedBy("dev.weir.record..")
          .layer("account")
          .definedBy("dev.weir.account..")
          .layer("lookup")
          .definedBy("dev.weir.lookup..")
          .layer("match")
          .definedBy("dev.weir.match..")
          .layer("rule")
          .definedBy("dev.weir.rule..")
          .layer("type")
          .definedBy("dev.weir.type..")
          .layer("tls")
          .definedBy("dev.weir.tls..")
          .layer("socket")
          .definedBy("dev.weir.socket..")
          .layer("systemd")
          .definedBy("dev.weir.systemd..")
          .layer("text")
          .definedBy("dev.weir.text..")
          .layer("thread")
          .definedBy("dev.weir.thread..")
          .layer("chunk")
          .definedBy("dev.weir.chunk..")
          .layer("settings")
          .definedBy("dev.weir.settings..")
          // what asks and writes stands on it
          .layer("opensearch")
          .definedBy("dev.weir.opensearch..")
          .layer("indices")
          .definedBy("dev.weir.indices..")
          .layer("letters")
          .definedBy("dev.weir.letters..")
          .layer("feed")
          .definedBy("dev.weir.feed..")
          // the stages
          .layer("source")
          .definedBy("dev.weir.source..")
          .layer("forward")
          .definedBy("dev.weir.forward..")
          .layer("decode")
          .definedBy("dev.weir.decode..")
          .layer("parse")
          .definedBy("dev.weir.parse..")
          .layer("enrich")
          .definedBy("dev.weir.enrich..")
          .layer("flag")
          .definedBy("dev.weir.flag..")
          .layer("filter")
          .definedBy("dev.weir.filter..")
          .layer("sigma")
          .definedBy("dev.weir.sigma..")
          .layer("detect")
          .definedBy("dev.weir.detect..")
          .layer("ruleset")
          .definedBy("dev.weir.ruleset..")
          .layer("alert")
          .definedBy("dev.weir.alert..")
          .layer("notify")
          .definedBy("dev.weir.notify..")
          .layer("sink")
          .definedBy("dev.weir.sink..")
          // where they meet, and what stands around
          .layer("settle")
          .definedBy("dev.weir.settle..")
          .layer("pipeline")
          .definedBy("dev.weir.pipeline..")
          .layer("replay")
          .definedBy("dev.weir.replay..")
          .layer("config")
          .definedBy("dev.weir.config..")
          .layer("telemetry")
          .definedBy("dev.weir.telemetry..")
          .layer("control")
          .definedBy("dev.weir.control..")
          .layer("proto")
          .definedBy("dev.weir.proto..")
          .layer("daemon")
          .definedBy("dev.weir.daemon..")
          .layer("fluentbit")
          .definedBy("dev.weir.fluentbit..")
          .layer("generate")
          .definedBy("dev.weir.generate..")
          .layer("cli")
          .definedBy("dev.weir.cli..")
          .ensureAllClassesAreContainedInArchitecture()
          .whereLayer("source")
          .mayOnlyBeAccessedByLayers("settle", "telemetry", "daemon", "config", "cli")
          .whereLayer("feed")
          .mayOnlyAccessLayers("address", "settings", "units", "yaml")
          .whereLayer("chunk")
          .mayOnlyBeAccessedByLayers("forward", "pipeline", "replay", "telemetry")
          .whereLayer("chunk")
          .mayNotAccessAnyLayer()
          .whereLayer("forward")
          .mayOnlyBeAccessedByLayers("telemetry", "daemon", "config", "cli")
          .whereLayer("decode")
          .mayOnlyBeAccessedByLayers(AROUND)
          .whereLayer("parse")
          .mayOnlyBeAccessedByLayers(AROUND)
          .whereLayer("enrich")
          .mayOnlyBeAccessedByLayers(AROUND_AND_CONFIG)
          .whereLayer("flag")
          .mayOnlyBeAccessedByLayers(AROUND_AND_CONFIG)
          .whereLayer("filter")
          .mayOnlyBeAccessedByLayers(AROUND_AND_CONFIG)
          .whereLayer("sigma")
          .mayOnlyBeAccessedByLayers("ruleset", "cli")
          .whereLayer("sigma")
          .mayOnlyAccessLayers("match", "rule", "yaml")
          .whereLayer("detect")
          .mayOnlyBeAccessedByLayers("pipeline", "ruleset", "daemon")
          .whereLayer("ruleset")
          .mayOnlyBeAccessedByLayers("telemetry", "daemon", "config", "cli")
          .whereLayer("ruleset")
          .mayOnlyAccessLayers("detect", "record", "rule", "settings", "sigma", "type", "yaml")
          .whereLayer("alert")
          .mayOnlyBeAccessedByLayers("pipeline", "notify", "telemetry", "daemon", "config")
          .whereLayer("alert")
          .mayOnlyAccessLayers(
              "event", "msgpack", "opensearch", "record", "rule", "settings", "thread", "yaml")
          .whereLayer("notify")
          .mayOnlyBeAccessedByLayers("telemetry", "daemon", "config", "cli")
          .whereLayer("notify")
          .mayOnlyAccessLayers(
              "alert", "event", "feed", "rule", "settings", "text", "thread", "yaml")
          .whereLayer("sink")
          .mayOnlyBeAccessedByLayers("pipeline", "telemetry", "daemon", "config")
          .whereLayer("sink")
          .mayOnlyAccessLayers(
              "account",
              "ecs",
              "event",
              "letters",
              "opensearch",
              "text",
              "thread",
              "type",
              "units",
              "yaml")
          .whereLayer("opensearch")
          .mayOnlyBeAccessedByLayers(
              "indices", "letters", "alert", "sink", "settle", "telemetry", "daemon", "config")
          .whereLayer("opensearch")
          .mayOnlyAccessLayers("event", "settings", "thread", "tls", "yaml")
          .whereLayer("indices")
          .mayOnlyBeAccessedByLayers("telemetry", "daemon", "config")
          .whereLayer("indices")
          .mayOnlyAccessLayers("ecs", "opensearch", "type", "yaml")
          .whereLayer("letters")
          .mayOnlyBeAccessedByLayers("sink", "settle", "pipeline", "replay", "daemon", "config")
          .whereLayer("letters")
          .mayOnlyAccessLayers(
              "account", "event", "opensearch", "settings", "text", "thread", "units", "yaml")
          .whereLayer("pipeline")
          .mayOnlyBeAccessedByLayers("replay", "telemetry", "daemon", "cli")
          .whereLayer("settle")
          .mayOnlyBeAccessedByLayers("telemetry", "daemon")
          .whereLayer("settle")
          .mayOnlyAccessLayers("account", "event", "letters", "opensearch", "source", "thread")
          .whereLayer("replay")
          .mayOnlyBeAccessedByLayers("control", "daemon")
          .whereLayer("replay")
          .mayOnlyAccessLayers("account", "chunk", "letters", "pipeline")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("daemon", "cli")
          .whereLayer("config")
          .mayOnlyAccessLayers(
              "alert",
              "control",
              "ecs",
              "enrich",
              "feed",
              "filter",
              "flag",
              "forward",
              "indices",
              "letters",
              "notify",
              "opensearch",
              "record",
              "ruleset",
              "settings",
              "sink",
              "source",
              "telemetry",
              "type",
              "units",
              "yaml")
          .whereLayer("telemetry")
          .mayOnlyBeAccessedByLayers("daemon", "config")
          .whereLayer("control")
          .mayOnlyBeAccessedByLayers("daemon", "config", "cli")
          .whereLayer("control")
          .mayOnlyAccessLayers("account", "proto", "replay", "settings", "socket", "yaml")
          .whereLayer("proto")
          .mayOnlyBeAccessedByLayers("control", "cli", "daemon")
          .whereLayer("proto")
          .mayNotAccessAnyLayer()
          .whereLayer("fluentbit")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("fluentbit")
          .mayNotAccessAnyLayer()
          .whereLayer("generate")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("daemon")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("units")
          .mayNotAccessAnyLayer()
          .whereLayer("tls")
          .mayNotAccessAnyLayer()
          .whereLayer("socket")
          .mayNotAccessAnyLayer()
          .whereLayer("systemd")
          .mayOnlyBeAccessedByLayers("daemon")
          .whereLayer("systemd")
          .mayNotAccessAnyLayer()
          .whereLayer("text")
          .mayNotAccessAnyLayer()
          .whereLayer("thread")
          .mayNotAccessAnyLayer()
          .whereLayer("msgpack")
          .mayNotAccessAnyLayer()
          .whereLayer("json")
          .mayOnlyAccessLayers("msgpack")
          .whereLayer("event")
          .mayOnlyAccessLayers("msgpack", "units")
          .whereLayer("address")
          .mayNotAccessAnyLayer()
          .whereLayer("account")
          .mayOnlyAccessLayers("units")
          .whereLayer("yaml")
          .mayOnlyAccessLayers("units")
          .whereLayer("settings")
          .mayOnlyAccessLayers("units", "yaml")
          .whereLayer("ecs")
          .mayOnlyAccessLayers("event", "yaml")
          .whereLayer("lookup")
          .mayOnlyAccessLayers("address")
          .whereLayer("match")
          .mayOnlyAccessLayers("address", "event", "lookup", "msgpack", "yaml")
          .whereLayer("record")
          .mayOnlyAccessLayers("ecs", "event", "match", "msgpack")
          .whereLayer("rule")
          .mayOnlyAccessLayers("match")
          .whereLayer("type")
          .mayOnlyAccessLayers("ecs", "units", "yaml");

  @ArchTest
  static final ArchRule packagesFormNoCircle =
      slices().matching("dev.weir.(*)..").should().beFreeOfCycles();
}
