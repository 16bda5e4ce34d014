package dev.weir.alert;

import java.util.Locale;

/** What people have done about an alert. */
public enum AlertStatus {
  OPEN,
  ACKNOWLEDGED,
  CLOSED;

  /** As documents and commands have it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
