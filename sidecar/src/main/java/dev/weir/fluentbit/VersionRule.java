package dev.weir.fluentbit;

import java.util.List;

/** Versions of Fluent Bit with faults that configuration cannot mend. */
final class VersionRule implements Rule {
  @Override
  public void check(Configuration configuration, Findings findings) {
    configuration.version().ifPresent(version -> check(configuration, version, findings));
  }

  private static void check(Configuration configuration, Version version, Findings findings) {
    Section service = configuration.service();
    List<Section> inputs = configuration.inputs();
    boolean forwards = inputs.stream().anyMatch(input -> input.is("forward"));
    if (forwards && version.isBefore(3, 1, 2)) {
      findings.loss(
          service,
          "",
          "Fluent Bit " + version,
          "Before 3.1.2, a forward input that pauses goes on reading and drops what it read",
          "a newer version, 4.2 or 5.1");
    } else if (forwards && version.isBefore(3, 2, 0)) {
      findings.loss(
          service,
          "",
          "Fluent Bit " + version,
          "Before 3.2.0, a forward input acknowledges frames that it could not store",
          "a newer version, 4.2 or 5.1");
    }
    for (Section input : inputs) {
      if (input.is("tail")
          && input.property("offset_key").isPresent()
          && version.isBefore(5, 1, 0)) {
        findings.caution(
            input,
            "offset_key",
            "Fluent Bit " + version,
            "Before 5.1, offsets count anew from where reading went on after a restart, so a line"
                + " that is read again after that can become a second document",
            "Fluent Bit 5.1 where that matters");
      }
    }
  }
}
