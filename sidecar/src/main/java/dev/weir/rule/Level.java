package dev.weir.rule;

import java.util.Locale;

/** How bad a match is (Sigma rules specification 2.1.0, "Level"), the least first. */
public enum Level {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** As documents and files have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
