package dev.weir.fluentbit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A configuration with all that it includes.
 *
 * @param file the one it begins with
 * @param sections in the order in which Fluent Bit reads them
 * @param upstreams the nodes of upstream files that outputs name
 * @param version of the Fluent Bit that will read it, where known
 */
record Configuration(
    Path file, List<Section> sections, List<Upstream> upstreams, Optional<Version> version) {

  /** An output and the nodes of the upstream file that it names. */
  record Upstream(Section output, List<Section> nodes) {}

  List<Section> inputs() {
    return of(Section.Kind.INPUT);
  }

  List<Section> filters() {
    return of(Section.Kind.FILTER);
  }

  List<Section> outputs() {
    return of(Section.Kind.OUTPUT);
  }

  /** The processors of outputs to sidecars. */
  List<Section> outputProcessors() {
    return of(Section.Kind.OUTPUT_PROCESSOR);
  }

  /** The service section; an empty one at the file's beginning if there is none. */
  Section service() {
    return of(Section.Kind.SERVICE).stream()
        .findFirst()
        .orElseGet(() -> new Section(Section.Kind.SERVICE, file, 1, List.of()));
  }

  private List<Section> of(Section.Kind kind) {
    return sections.stream().filter(section -> section.kind() == kind).toList();
  }
}
