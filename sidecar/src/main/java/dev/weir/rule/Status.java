package dev.weir.rule;

/** How ripe a rule is (Sigma rules specification 2.1.0, "Status"). */
public enum Status {
  STABLE,
  TEST,
  EXPERIMENTAL,
  DEPRECATED,
  UNSUPPORTED
}
