package dev.weir.fluentbit;

import java.util.List;

/** Without acknowledgements Fluent Bit forgets a chunk as soon as it is in the socket. */
final class AckRule implements Rule {
  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section output : configuration.outputs()) {
      if (output.is("forward") && output.property("upstream").isEmpty()) {
        check(output, findings);
      }
    }
    for (Configuration.Upstream upstream : configuration.upstreams()) {
      List<Section> nodes = upstream.nodes();
      nodes.forEach(node -> check(node, findings));
    }
  }

  private static void check(Section section, Findings findings) {
    if (!section.isOn("require_ack_response")) {
      findings.loss(
          section,
          "require_ack_response",
          "no require_ack_response",
          "A chunk counts as delivered as soon as it is sent, whatever becomes of it"
              + (section.kind() == Section.Kind.NODE
                  ? "; Fluent Bit reads this from the NODE, not from the OUTPUT"
                  : ""),
          "require_ack_response true");
    }
  }
}
