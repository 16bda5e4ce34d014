package dev.weir.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** One pass over one file: what was found wrong, and the sections that were opened. */
final class Reading {
  private final @Nullable Path folder;
  private final Environment environment;
  private final List<Problem> problems;
  private final Consumer<Declaration> declarations;
  private final List<Section> sections = new ArrayList<>();
  private final Map<String, Object> secrets = new TreeMap<>();
  private UnaryOperator<String> fetching =
      reference -> {
        throw new IllegalArgumentException("the value itself, or file:/path");
      };

  /**
   * A file that is read.
   *
   * @param folder where it lies, which paths in it are relative to; null where it is none
   * @param declarations hears of each key that is asked for
   */
  Reading(
      Environment environment,
      @Nullable Path folder,
      List<Problem> problems,
      Consumer<Declaration> declarations) {
    this.declarations = declarations;
    this.environment = environment;
    this.folder = folder;
    this.problems = problems;
  }

  @Nullable Path folder() {
    return folder;
  }

  Section open(String path, int line, MappingNode node) {
    Section section = new Section(this, path, line, node);
    sections.add(section);
    return section;
  }

  Section absent(String path, int line) {
    return new Section(this, path, line, null);
  }

  /** The path of a key of a section. */
  static String path(String section, String key) {
    return section.isEmpty() ? key : section + "." + key;
  }

  String substitute(String text, boolean secret) {
    return secret ? environment.substituteSecret(text) : environment.substitute(text);
  }

  void fetchSecretsWith(UnaryOperator<String> fetching) {
    this.fetching = fetching;
  }

  String fetchedSecret(String reference) {
    return fetching.apply(reference);
  }

  void noteSecret(String key, Object value) {
    secrets.put(key, value);
  }

  /** The secrets that were read, by the paths of their keys. */
  Map<String, Object> secrets() {
    return Collections.unmodifiableMap(secrets);
  }

  boolean needsSecrets() {
    return environment.needsSecrets();
  }

  void declare(Declaration declaration) {
    declarations.accept(declaration);
  }

  void report(String key, int line, String given, String expected) {
    problems.add(new Problem(key, line, given, expected));
  }

  /** Reports the keys that nobody asked for, and gives all problems in the order of the file. */
  List<Problem> finish() {
    sections.forEach(Section::reportUnknownKeys);
    return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}
