package dev.weir.type;

/** What may stand in front of a line that another program handed on. */
public enum LineFront {
  /**
   * A time in ISO 8601 and a blank, as an export from CloudWatch Logs puts before each line;
   * containers have {@code stdout F} behind it.
   */
  TIME,
  /** The head of a syslog line (RFC 3164, RFC 5424, or with an ISO time). */
  SYSLOG
}
