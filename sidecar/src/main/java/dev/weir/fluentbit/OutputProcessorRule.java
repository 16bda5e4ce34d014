package dev.weir.fluentbit;

/** Processors of outputs to a sidecar, which work on chunks that are stored already. */
final class OutputProcessorRule implements Rule {
  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section processor : configuration.outputProcessors()) {
      findings.caution(
          processor,
          "name",
          "it works on what is sent to a sidecar",
          "It runs at every try to send a chunk: what it drops or changes may differ from try to"
              + " try, and is not looked at here",
          "a filter, or filter.rules in weir.yaml");
    }
  }
}
