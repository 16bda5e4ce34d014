package dev.weir.fluentbit;

import java.util.List;

/** A tag of its own on the input that weir's source sends to, which takes s3.* away. */
final class SourceTagRule implements Rule {
  @Override
  public void check(Configuration configuration, Findings findings) {
    List<Section> inputs =
        configuration.inputs().stream().filter(input -> input.is("forward")).toList();
    List<Section> ofSource =
        inputs.stream()
            .filter(
                input ->
                    configuration.weir().forwardTo().equals(Address.of(input))
                        && Address.of(input).isPresent())
            .toList();
    // Not knowing which it is: one of several may well be for others.
    boolean oneIsGood = inputs.stream().anyMatch(input -> !isNamed(input));
    for (Section input : ofSource.isEmpty() && !oneIsGood ? inputs : ofSource) {
      for (String key : List.of("tag", "tag_prefix")) {
        String value = input.value(key, "");
        if (!value.isEmpty()) {
          findings.loss(
              input,
              key,
              key + " " + value,
              "Records of weir's source arrive under a tag that does not begin with s3., so that"
                  + " no output and no filter for s3.* takes them, and no type is known",
              "no " + key + " on the input that source.forward_to names");
        }
      }
    }
  }

  private static boolean isNamed(Section input) {
    return !input.value("tag", "").isEmpty() || !input.value("tag_prefix", "").isEmpty();
  }
}
