package dev.weir.config;

import dev.weir.alert.AlertSettings;
import dev.weir.control.ControlSettings;
import dev.weir.filter.FilterSettings;
import dev.weir.flag.FlagRule;
import dev.weir.flag.FlagTable;
import dev.weir.forward.ForwardSettings;
import dev.weir.indices.IndexDefaults;
import dev.weir.letters.DeadLetterSettings;
import dev.weir.notify.NotifySettings;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.ruleset.RuleSettings;
import dev.weir.settings.Secret;
import dev.weir.settings.SecretForm;
import dev.weir.settings.SecretSettings;
import dev.weir.sink.BulkSettings;
import dev.weir.source.SourceSettings;
import dev.weir.source.aws.AwsSecrets;
import dev.weir.telemetry.MetricsSettings;
import dev.weir.type.LogType;
import dev.weir.units.ByteSize;
import dev.weir.yaml.Durations;
import dev.weir.yaml.Environment;
import dev.weir.yaml.Forms;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Section;
import dev.weir.yaml.YamlFile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The door of this package: reads {@code weir.yaml}. */
public final class ConfigFile {
  private static final int FLEET_KEY_BYTES = 16;

  /** Fluent Bit puts a record behind up to 2 MB of others. */
  private static final ByteSize ROOM_IN_FRAME = ByteSize.ofMiB(3);

  private final Environment environment;
  private final ByteSize maxHeap;
  private final boolean offline;

  /**
   * A reader of configuration files.
   *
   * @param environment what {@code ${NAME}} stands for
   * @param maxHeap the heap that defaults are a part of
   */
  public ConfigFile(Environment environment, ByteSize maxHeap) {
    this(environment, maxHeap, false);
  }

  private ConfigFile(Environment environment, ByteSize maxHeap, boolean offline) {
    this.environment = environment;
    this.maxHeap = maxHeap;
    this.offline = offline;
  }

  /** A reader with this process's environment and heap. */
  public static ConfigFile forThisProcess() {
    return new ConfigFile(Environment.ofProcess(), new ByteSize(Runtime.getRuntime().maxMemory()));
  }

  /**
   * The same for one who only looks at a configuration: a secret that cannot be had, and a file of
   * TLS, are not missed, and neither is what only a daemon needs. So the file may hold nothing but
   * types. All that is in it is checked as ever.
   */
  public ConfigFile withoutSecrets() {
    return new ConfigFile(environment.withoutSecrets(), maxHeap, true);
  }

  /** The same, which fetches no secret of AWS: a stand-in takes the place of each. */
  public ConfigFile offline() {
    return new ConfigFile(environment, maxHeap, true);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidFileException with every problem at once, if there is one
   */
  public LoadedConfig load(Path file) throws InvalidFileException {
    return read(YamlFile.open(file, environment));
  }

  /**
   * Reads a text.
   *
   * @param name what to call it in messages
   * @throws InvalidFileException with every problem at once, if there is one
   */
  public LoadedConfig parse(String name, String text) throws InvalidFileException {
    return read(YamlFile.of(name, text, environment));
  }

  LoadedConfig read(YamlFile file) throws InvalidFileException {
    SecretSettings places = SecretSettings.read(file.root().section("secrets"));
    WeirConfig config;
    try (AwsSecrets aws = new AwsSecrets(places)) {
      file.root().fetchSecretsWith(offline ? reference -> Environment.STAND_IN : aws::fetch);
      config = read(file.root());
    }
    file.check();
    return new LoadedConfig(
        config, EffectiveConfig.print(file.root().effective(), config), file.secrets());
  }

  private WeirConfig read(Section section) {
    Section named = section.section("types");
    KnownTypes known = new KnownTypes(named.keys());
    FlagTable table = FlagTable.read(section.sections("flags"), shipped().sections("flags"), known);
    List<FlagRule> flags = table.rules();
    Map<String, TypeConfig> types = types(named, known, flags);
    TypedFields fields = new TypedFields(types, flags);
    table.check(fields);
    String host = section.value("host", localHost(), Forms.TEXT);
    Secret fleetKey = section.optional("fleet_key", SecretForm.atLeast(FLEET_KEY_BYTES, section));
    SourceSettings source = SourceSettings.read(section.section("source"), known, host);
    ForwardSettings forward = ForwardSettings.read(section.section("forward"), host, maxHeap);
    ByteSize record = source.limits().frames().record();
    Section opensearch = section.section("opensearch");
    if (source.enabled() && !section.has("fleet_key") && section.needsSecrets()) {
      section.problem("fleet_key", "nothing", "a secret for the stamps, as the source is on");
    }
    boolean runs = section.needsSecrets();
    if (runs && !source.enabled() && !forward.enabled()) {
      section.problem("neither source nor forward", "at least one of the two to run");
    }
    if (runs && source.enabled() && !forward.enabled()) {
      section.problem(
          "source",
          "a source without forward",
          "forward enabled beside it: only the sidecar in the same process can tell the source that"
              + " its records are settled, and no message would ever be deleted");
    }
    if (runs && forward.enabled() && !opensearch.has("url")) {
      opensearch.problem("url", "nothing", "the address of OpenSearch");
    }
    if (source.enabled()
        && forward.enabled()
        && record.bytes() + ROOM_IN_FRAME.bytes() > forward.limits().frame().bytes()) {
      section.problem(
          "forward",
          "max_frame " + forward.limits().frame(),
          "at least " + ROOM_IN_FRAME + " more than source.max_record, " + record);
    }
    OpenSearchSettings target = OpenSearchSettings.read(opensearch);
    BulkSettings bulk = BulkSettings.read(opensearch);
    IndexDefaults indices = IndexDefaults.read(opensearch);
    types.values().forEach(type -> checkRollup(type, target, indices, opensearch));
    Section alerts = section.section("alerts");
    Section rules = section.section("rules");
    // One section for each rule, of which two packages read their keys.
    Map<String, Section> tuned = rules.section("tune").byKey();
    return new WeirConfig(
        host,
        fleetKey,
        source,
        forward,
        target,
        bulk,
        indices,
        DeadLetterSettings.read(section.section("dead_letters"), source::watches),
        types,
        flags,
        EnrichConfig.read(section.section("enrich")),
        FilterSettings.read(section.section("filter"), known, fields),
        RuleSettings.read(rules, tuned),
        AlertSettings.read(alerts, tuned),
        NotifySettings.read(alerts, known),
        MetricsSettings.read(section.section("metrics")),
        ControlSettings.read(section.section("control")),
        shutdownDeadline(section.section("shutdown")));
  }

  private static Duration shutdownDeadline(Section section) {
    return section.value("deadline", Durations.parse("25s"), Forms.duration("1s", "10m"));
  }

  /** A roll-up is the work of a policy. */
  private static void checkRollup(
      TypeConfig type, OpenSearchSettings target, IndexDefaults indices, Section opensearch) {
    if (type.indices().rollup() == null) {
      return;
    }
    String given = " beside types." + type.type() + ".rollup";
    if (!indices.policies()) {
      opensearch.problem("ism", "'false'" + given, "true, or no roll-up");
    }
    if (target.serverless()) {
      opensearch.problem("auth", "service aoss" + given, "no roll-up: collections know none");
    }
  }

  private static Map<String, TypeConfig> types(
      Section section, KnownTypes known, List<FlagRule> flags) {
    // In the order of the file, in which they are asked.
    Map<String, TypeConfig> types = new LinkedHashMap<>();
    for (String name : section.keys()) {
      Section of = section.section(name);
      try {
        LogType.NAME.parse(name);
      } catch (IllegalArgumentException e) {
        of.problem("'" + name + "'", String.valueOf(e.getMessage()));
      }
      Set<String> names = new TreeSet<>();
      flags.stream()
          .filter(rule -> rule.types().contains(name))
          .forEach(rule -> names.addAll(rule.names()));
      types.put(name, TypeConfig.read(name, of, known, names));
    }
    return Collections.unmodifiableMap(types);
  }

  /** What ships with the product, in the user's own form. */
  private static Section shipped() {
    return YamlFile.shipped(ConfigFile.class, "shipped.yaml").root();
  }

  private String localHost() {
    @Nullable String name = environment.get("HOSTNAME");
    if (name != null && !name.isBlank()) {
      return name;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
