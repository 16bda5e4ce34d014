package dev.weir.sigma;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A modifier of a field's values (modifiers appendix 2.1.0). */
enum Modifier {
  ALL(Group.LOGIC),
  NEQ(Group.LOGIC),
  CASED(Group.TEXT),
  CONTAINS(Group.POSITION),
  STARTSWITH(Group.POSITION),
  ENDSWITH(Group.POSITION),
  WINDASH(Group.TRANSFORMATION),
  BASE64(Group.TRANSFORMATION),
  BASE64OFFSET(Group.TRANSFORMATION),
  UTF16LE(Group.TRANSFORMATION),
  WIDE(Group.TRANSFORMATION),
  UTF16BE(Group.TRANSFORMATION),
  UTF16(Group.TRANSFORMATION),
  EXPAND(Group.TRANSFORMATION),
  RE(Group.TYPE),
  I(Group.OF_REGEX),
  M(Group.OF_REGEX),
  S(Group.OF_REGEX),
  CIDR(Group.TYPE),
  LT(Group.COMPARISON),
  LTE(Group.COMPARISON),
  GT(Group.COMPARISON),
  GTE(Group.COMPARISON),
  EXISTS(Group.TYPE),
  FIELDREF(Group.TYPE),
  MINUTE(Group.DATE),
  HOUR(Group.DATE),
  DAY(Group.DATE),
  WEEK(Group.DATE),
  MONTH(Group.DATE),
  YEAR(Group.DATE);

  /** What modifiers have in common. */
  enum Group {
    /** How values are linked. */
    LOGIC,
    /** How a text is compared. */
    TEXT,
    /** Where in the field the text stands. */
    POSITION,
    /** Makes texts of a text. */
    TRANSFORMATION,
    /** The value is no text. */
    TYPE,
    /** The value is a bound of numbers. */
    COMPARISON,
    /** The value is a part of a date. */
    DATE,
    /** Says more of {@link #RE}. */
    OF_REGEX
  }

  private final Group group;

  Modifier(Group group) {
    this.group = group;
  }

  Group group() {
    return group;
  }

  /** The one of this name; null if there is none. */
  static @Nullable Modifier of(String name) {
    return Arrays.stream(values())
        .filter(modifier -> modifier.text().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** As rules write it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
