package dev.weir.bench;

import dev.weir.rule.Rule;
import dev.weir.sigma.SigmaFile;
import dev.weir.sigma.SigmaRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of rules to measure.
 *
 * @param name what figures call it
 * @param targetMicros what its rules may add to a record
 * @param rules those that Weir reads there; what is wrong with others is not the benchmark's to say
 */
record RuleFolder(String name, double targetMicros, Path path, List<Rule> rules) {
  static RuleFolder read(String name, double targetMicros, Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      List<SigmaFile> read = new ArrayList<>();
      for (Path file : files.filter(RuleFolder::isRule).sorted().toList()) {
        read.add(SigmaFile.read(file.toString(), Files.readString(file), Map.of()));
      }
      return new RuleFolder(name, targetMicros, path, SigmaRules.of(read).rules());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private static boolean isRule(Path file) {
    String name = file.toString();
    return (name.endsWith(".yml") || name.endsWith(".yaml")) && Files.isRegularFile(file);
  }
}
