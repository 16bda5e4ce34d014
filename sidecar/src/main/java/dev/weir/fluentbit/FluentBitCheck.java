package dev.weir.fluentbit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The door of this package: what in a Fluent Bit configuration loses data. */
public final class FluentBitCheck {
  private static final List<Rule> RULES =
      List.of(
          new RetryRule(),
          new StorageRule(),
          new EvictionRule(),
          new AckRule(),
          new RoutingRule(),
          new UpstreamRule(),
          new SourceTagRule(),
          new AgreementRule(),
          new ArchiveRule(),
          new ForwardInputRule(),
          new ForwardOutputRule(),
          new ObjectFilterRule(),
          new OutputProcessorRule(),
          new StampRule(),
          new TailRule(),
          new VersionRule());

  private FluentBitCheck() {}

  /**
   * Reads the file with all that it includes, in Fluent Bit's classic or YAML format.
   *
   * @param environment gives null for a variable that is not set; such a one is taken as it is
   *     written
   * @param version of the Fluent Bit that will read the file, where it is known
   * @return what was found, by file and line
   * @throws FluentBitFileException if a file is missing or cannot be understood
   */
  public static List<Finding> check(
      Path file, UnaryOperator<@Nullable String> environment, Optional<Version> version)
      throws FluentBitFileException {
    return check(file, environment, version, WeirSide.unknown());
  }

  /**
   * The same, and what in the file differs from weir's own configuration.
   *
   * @param environment gives null for a variable that is not set
   * @param version of the Fluent Bit that will read the file, where it is known
   * @param weir what both have to agree on
   * @return what was found, by file and line
   * @throws FluentBitFileException if a file is missing or cannot be understood
   */
  public static List<Finding> check(
      Path file,
      UnaryOperator<@Nullable String> environment,
      Optional<Version> version,
      WeirSide weir)
      throws FluentBitFileException {
    ConfigurationFiles files = new ConfigurationFiles(file, environment);
    List<Section> sections =
        isYaml(file) ? new YamlFormat(files).read(file) : new ClassicFormat(files).read(file);
    Configuration configuration =
        new Configuration(file, sections, upstreams(sections, files, environment), version, weir);
    Findings findings = new Findings();
    RULES.forEach(rule -> rule.check(configuration, findings));
    return findings.sorted();
  }

  private static List<Configuration.Upstream> upstreams(
      List<Section> sections, ConfigurationFiles files, UnaryOperator<@Nullable String> environment)
      throws FluentBitFileException {
    List<Configuration.Upstream> upstreams = new ArrayList<>();
    for (Section section : sections) {
      Optional<Property> named = section.property("upstream");
      // A name with a variable that is not set here cannot be followed, which UpstreamRule tells.
      if (section.kind() == Section.Kind.OUTPUT
          && named.isPresent()
          && !ConfigurationFiles.hasUnset(named.get().value())) {
        Path file = files.resolve(named.get().value());
        List<Section> nodes =
            new ClassicFormat(new ConfigurationFiles(file, environment)).read(file);
        upstreams.add(
            new Configuration.Upstream(
                section, nodes.stream().filter(each -> each.kind() == Section.Kind.NODE).toList()));
      }
    }
    return upstreams;
  }

  private static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
