package dev.weir.fluentbit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands in weir's configuration and in Fluent Bit's has to be the same. */
final class AgreementRule implements Rule {
  private static final Set<String> THIS_HOST = Set.of("127.0.0.1", "::1", "localhost");

  @Override
  public void check(Configuration configuration, Findings findings) {
    WeirSide weir = configuration.weir();
    if (weir.storage().isPresent()) {
      checkStorage(configuration.service(), weir.storage().get(), findings);
    } else if (weir.forwardTo().isPresent()) {
      missesStorage(configuration.service(), weir.sameHost(), findings);
    }
    weir.forwardTo().ifPresent(to -> checkInputs(configuration, to, findings));
    if (!weir.listeners().isEmpty()) {
      configuration.outputs().stream()
          .filter(output -> output.is("forward") && output.mayTake(Tags.OBJECTS) && isHere(output))
          .forEach(output -> checkOutput(output, weir.listeners(), findings));
    }
  }

  private static void checkStorage(Section service, Path expected, Findings findings) {
    Optional<Property> given = service.property("storage.path");
    if (given.isEmpty()) {
      return;
    }
    String value = given.get().value();
    if (ConfigurationFiles.hasUnset(value)) {
      unset(service, given.get(), "source.fluent_bit.storage", findings);
    } else if (!real(Path.of(value)).equals(real(expected))) {
      findings.loss(
          service,
          "storage.path",
          "storage.path %s, and source.fluent_bit.storage %s".formatted(value, expected),
          "Weir looks for its frames in a folder where they never are, and counts those that wait"
              + " in the buffer as unaccounted",
          "the same folder in both");
    }
  }

  private static void missesStorage(Section service, boolean sameHost, Findings findings) {
    Optional<String> given =
        service
            .property("storage.path")
            .map(Property::value)
            .filter(path -> !ConfigurationFiles.hasUnset(path));
    String what =
        given.map("storage.path %s, and "::formatted).orElse("")
            + "weir.yaml has no source.fluent_bit.storage";
    String why =
        "Weir cannot see what the buffer holds no more: if a frame is lost, its object stays open,"
            + " and its records are never counted as unaccounted";
    if (sameHost) {
      findings.loss(
          service,
          "storage.path",
          what,
          why,
          given
              .map("fluent_bit: { storage: %s } below source in weir.yaml"::formatted)
              .orElse("the folder of storage.path as source.fluent_bit.storage in weir.yaml"));
    } else {
      findings.caution(
          service,
          "storage.path",
          what,
          why,
          "source.fluent_bit.storage in weir.yaml, if the folder can be read on Weir's host");
    }
  }

  private static void checkInputs(Configuration configuration, Address to, Findings findings) {
    List<Section> inputs =
        configuration.inputs().stream().filter(input -> input.is("forward")).toList();
    if (inputs.stream().anyMatch(input -> Address.of(input).filter(to::equals).isPresent())) {
      return;
    }
    for (Section input : inputs) {
      if (Address.of(input).isEmpty()) {
        unset(input, place(input), "source.forward_to", findings);
        return;
      }
    }
    Section at = inputs.isEmpty() ? configuration.service() : inputs.getFirst();
    findings.loss(
        at,
        inputs.isEmpty() ? "" : place(at).key(),
        "no forward input has " + to + ", which is source.forward_to",
        "What weir's source reads does not arrive",
        to + " in one of them, or the other in weir.yaml");
  }

  private static void checkOutput(Section output, List<Address> listeners, Findings findings) {
    Optional<Address> to = Address.of(output);
    if (to.isEmpty()) {
      unset(output, place(output), "forward.listeners", findings);
    } else if (!listeners.contains(to.get())) {
      findings.loss(
          output,
          place(output).key(),
          to.get() + ", and no entry of forward.listeners has it",
          "The sidecar does not listen there: nothing of s3.* arrives",
          "one of " + listeners);
    }
  }

  private static void unset(Section section, Property property, String other, Findings findings) {
    findings.caution(
        section,
        property.key(),
        property.key() + " " + property.value() + ", and that variable is not set here",
        "Whether it is the same as " + other + " cannot be told",
        ConfigurationFiles.toSet(property.value()));
  }

  private static Property place(Section section) {
    return section
        .property("unix_path")
        .or(() -> section.property("port"))
        .orElseGet(() -> new Property("port", "24224", section.line()));
  }

  private static boolean isHere(Section output) {
    return output.property("upstream").isEmpty()
        && (output.property("unix_path").isPresent()
            || THIS_HOST.contains(output.value("host", "127.0.0.1")));
  }

  /** Without links, as far as it is there. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
