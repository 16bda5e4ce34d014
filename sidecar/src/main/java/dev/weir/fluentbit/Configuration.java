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
 * @param weir what weir's own configuration says
 */
record Configuration(
    Path file,
    List<Section> sections,
    List<Upstream> upstreams,
    Optional<Version> version,
    WeirSide weir) {

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

  /**
   * The service section, an empty one at the file's beginning if there is none. Fluent Bit reads
   * several as one; a key of one that stands in another file counts for the line of the last head.
   */
  Section service() {
    List<Section> all = of(Section.Kind.SERVICE);
    if (all.isEmpty()) {
      return new Section(Section.Kind.SERVICE, file, 1, List.of());
    }
    Section last = all.getLast();
    List<Property> properties =
        all.stream()
            .flatMap(
                section ->
                    section.properties().stream()
                        .map(
                            each ->
                                section.file().equals(last.file())
                                    ? each
                                    : new Property(each.key(), each.value(), last.line())))
            .toList();
    return new Section(Section.Kind.SERVICE, last.file(), last.line(), properties);
  }

  private List<Section> of(Section.Kind kind) {
    return sections.stream().filter(section -> section.kind() == kind).toList();
  }
}
