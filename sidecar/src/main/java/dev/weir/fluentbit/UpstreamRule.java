package dev.weir.fluentbit;

/** An upstream file that cannot be found here cannot be looked at. */
final class UpstreamRule implements Rule {
  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section output : configuration.outputs()) {
      output
          .property("upstream")
          .map(Property::value)
          .filter(ConfigurationFiles::hasUnset)
          .ifPresent(
              name ->
                  findings.caution(
                      output,
                      "upstream",
                      "upstream " + name + ", and that variable is not set here",
                      "The file's nodes were not looked at, and to Fluent Bit an unset variable is"
                          + " empty",
                      ConfigurationFiles.toSet(name)));
    }
  }
}
