package dev.weir.fluentbit;

/** One kind of loss. */
interface Rule {
  void check(Configuration configuration, Findings findings);
}
