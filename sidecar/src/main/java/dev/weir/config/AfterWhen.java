package dev.weir.config;

/** For which of a bucket's settled objects its action is taken. */
public enum AfterWhen {
  /** Those of which each record was understood. */
  UNDERSTOOD,
  /** Also those of which records are unparsed lines or whole dead letters. */
  SETTLED
}
