package dev.weir.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a YAML document whose keys are not known beforehand, with the line it stands in. */
public sealed interface YamlValue {
  /** Its line in the file, from 1. */
  int line();

  /**
   * A single value.
   *
   * @param text as it is written, without quotes
   * @param kind what it is by YAML's core schema (YAML 1.2.2, section 10.3)
   */
  record Scalar(int line, String text, Kind kind) implements YamlValue {}

  /** A list. */
  record Sequence(int line, List<YamlValue> items) implements YamlValue {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Keys and values, in the order of the file. */
  record Mapping(int line, List<Entry> entries) implements YamlValue {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The value of a key; null if it is not there. */
    public @Nullable YamlValue get(String key) {
      return entries.stream()
          .filter(entry -> entry.key().equals(key))
          .map(Entry::value)
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * A key with its value.
   *
   * @param line where the key stands
   */
  record Entry(int line, String key, YamlValue value) {}

  /** What a single value is. */
  enum Kind {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    NULL
  }

  /** What it is, in words. */
  default String kindInWords() {
    return switch (this) {
      case Mapping _ -> "keys and values";
      case Sequence _ -> "a list";
      case Scalar _ -> "a single value";
    };
  }
}
