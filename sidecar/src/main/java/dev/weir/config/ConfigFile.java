package dev.weir.config;

import dev.weir.units.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** The door of this package: reads {@code weir.yaml}. */
public final class ConfigFile {
  private static final SecretForm FLEET_KEY = new SecretForm(16);

  private final Environment environment;
  private final ByteSize maxHeap;

  /**
   * A reader of configuration files.
   *
   * @param environment what {@code ${NAME}} stands for
   * @param maxHeap the heap that defaults are a part of
   */
  public ConfigFile(Environment environment, ByteSize maxHeap) {
    this.environment = environment;
    this.maxHeap = maxHeap;
  }

  /** A reader with this process's environment and heap. */
  public static ConfigFile forThisProcess() {
    return new ConfigFile(Environment.ofProcess(), new ByteSize(Runtime.getRuntime().maxMemory()));
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException with every problem at once, if there is one
   */
  public LoadedConfig load(Path file) throws ConfigException {
    String text;
    try {
      if (Files.size(file) > YamlTree.MAX_CHARACTERS * 4L) {
        throw broken(file, "a larger file", "at most " + YamlTree.MAX_CHARACTERS + " characters");
      }
      text = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw broken(file, "bytes that are not UTF-8", "UTF-8");
    } catch (NoSuchFileException e) {
      throw broken(file, "no such file", "a configuration file; is the path right?");
    } catch (IOException e) {
      throw broken(file, "no readable file", "a configuration file");
    }
    return parse(file.toString(), text);
  }

  /**
   * Reads a text.
   *
   * @param name what to call it in messages
   * @throws ConfigException with every problem at once, if there is one
   */
  public LoadedConfig parse(String name, String text) throws ConfigException {
    List<ConfigProblem> problems = new ArrayList<>();
    MappingNode root = YamlTree.compose(name, text, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(name, problems);
    }
    Reading reading = new Reading(environment, problems);
    Section section = root == null ? reading.absent("", 1) : reading.open("", 1, root);
    WeirConfig config = read(section);
    List<ConfigProblem> found = reading.finish();
    if (!found.isEmpty()) {
      throw new ConfigException(name, found);
    }
    return new LoadedConfig(config, EffectiveConfig.print(section.effective(), config));
  }

  private WeirConfig read(Section section) {
    Map<String, TypeConfig> types = types(section.section("types"));
    KnownTypes known = new KnownTypes(types.keySet());
    String host = section.value("host", localHost(), Forms.TEXT);
    Secret fleetKey = section.optional("fleet_key", FLEET_KEY);
    SourceConfig source = SourceConfig.read(section.section("source"), known);
    ForwardConfig forward = ForwardConfig.read(section.section("forward"), maxHeap);
    Section opensearch = section.section("opensearch");
    if (source.enabled() && !section.has("fleet_key")) {
      section.problem("fleet_key", "nothing", "a secret for the stamps, as the source is on");
    }
    if (!source.enabled() && !forward.enabled()) {
      section.problem("neither source nor forward", "at least one of the two to run");
    }
    if (source.enabled() && !forward.enabled()) {
      section.problem(
          "source",
          "a source without forward",
          "forward enabled beside it: only the sidecar in the same process can tell the source that"
              + " its records are settled, and no message would ever be deleted");
    }
    if (forward.enabled() && !opensearch.has("url")) {
      opensearch.problem("url", "nothing", "the address of OpenSearch");
    }
    if (source.enabled()
        && forward.enabled()
        && source.maxRecord().compareTo(forward.maxFrame()) >= 0) {
      section.problem("forward", "max_frame " + forward.maxFrame(), "more than source.max_record");
    }
    return new WeirConfig(
        host,
        fleetKey,
        source,
        forward,
        OpenSearchConfig.read(opensearch),
        DeadLettersConfig.read(section.section("dead_letters"), source),
        types,
        FlagTable.read(section.sections("flags"), shipped().sections("flags"), known),
        FilterConfig.read(section.section("filter"), known),
        MetricsConfig.read(section.section("metrics")),
        ControlConfig.read(section.section("control")),
        shutdownDeadline(section.section("shutdown")));
  }

  private static Duration shutdownDeadline(Section section) {
    return section.value("deadline", Durations.parse("25s"), Forms.duration("1s", "10m"));
  }

  private static Map<String, TypeConfig> types(Section section) {
    Map<String, TypeConfig> types = new TreeMap<>();
    for (String name : section.keys()) {
      Section of = section.section(name);
      try {
        Forms.TYPE_NAME.parse(name);
      } catch (IllegalArgumentException e) {
        of.problem("'" + name + "'", String.valueOf(e.getMessage()));
      }
      types.put(name, TypeConfig.read(name, of));
    }
    return Collections.unmodifiableMap(types);
  }

  /** What ships with the product, in the user's own form. */
  private static Section shipped() {
    List<ConfigProblem> problems = new ArrayList<>();
    Reading reading = new Reading(name -> null, problems);
    try (InputStream in =
        Objects.requireNonNull(ConfigFile.class.getResourceAsStream("shipped.yaml"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      MappingNode root = YamlTree.compose("shipped.yaml", text, problems);
      return reading.open("", 1, Objects.requireNonNull(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static ConfigException broken(Path file, String given, String expected) {
    return new ConfigException(file.toString(), List.of(new ConfigProblem("", 1, given, expected)));
  }
}
