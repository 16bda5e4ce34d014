package dev.weir.cli;

import dev.weir.daemon.RuleCatalog;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.yaml.InvalidFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The rules that a command is about: where they lie. */
final class RuleChoice {
  @Parameters(
      paramLabel = "PLACE",
      arity = "0..*",
      description =
          "Folders or files of rules, or s3://bucket/prefix/. A file whose name ends with .json"
              + " holds monitored events.")
  private List<String> places = List.of();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "The configuration, weir.yaml, for its types, flags and placeholders; without PLACE for"
              + " its rules too.")
  private @Nullable Path config;

  /** Reads the rules. */
  RuleCatalog read() throws InvalidFileException, WrongUsageException {
    if (places.isEmpty() && config == null) {
      throw new WrongUsageException(
          "no rules are named; name a folder or a file of rules, or a configuration with -c.");
    }
    List<RuleOrigin> origins = new ArrayList<>();
    for (String place : places) {
      origins.add(origin(place));
    }
    return RuleCatalog.read(ConfigOrDefaults.load(config), origins);
  }

  /** The place of this name. */
  static RuleOrigin origin(String place) throws WrongUsageException {
    try {
      RuleOrigin origin = RuleOrigin.FORM.parse(place);
      if (origin instanceof RuleOrigin.Local(Path path) && !Files.exists(path)) {
        throw new WrongUsageException("there is no folder or file " + place + ".");
      }
      return origin;
    } catch (IllegalArgumentException e) {
      throw new WrongUsageException("'" + place + "' is not " + e.getMessage() + ".");
    }
  }
}
