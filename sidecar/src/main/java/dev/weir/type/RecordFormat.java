package dev.weir.type;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the fields of a record lie in it. */
public sealed interface RecordFormat {
  /**
   * It is a JSON object: its members are the fields.
   *
   * @param absent the text that stands for no value; empty for none
   */
  record Json(String absent) implements RecordFormat {}

  /**
   * It is a JSON object of which one field holds another record, an object or a text, with a type
   * of its own: that of the first rule that matches, else what the text or object itself says.
   *
   * @param field what holds the record; one without it is a JSON object as any
   * @param base64 whether it is written in base64 (RFC 4648)
   * @param by the field that the rules are about, {@code _env.a} for one of its envelope; null for
   *     none
   * @param rules asked in this order
   * @param objects the type of a JSON object for which there is no rule; any other text is {@code
   *     text}
   */
  record Inner(
      String field, boolean base64, @Nullable String by, List<InnerRule> rules, String objects)
      implements RecordFormat {
    public Inner {
      rules = List.copyOf(rules);
    }

    /** The same with other rules asked before its own. */
    Inner with(List<InnerRule> first) {
      List<InnerRule> all = new ArrayList<>(first);
      all.addAll(rules);
      return new Inner(field, base64, by, all, objects);
    }
  }

  /** A line of text as a whole is its only field. */
  record Text() implements RecordFormat {}

  /**
   * Values between separators. A value that begins with a quote, or with a bracket, ends at the
   * next one that a separator or the line's end follows; a backslash in quotes takes the meaning
   * from what follows it. A line in which a value looks otherwise than those of its column has its
   * values elsewhere.
   *
   * @param separator one ASCII character
   * @param runs whether several separators in a row are one
   * @param absent what stands for no value
   * @param csv whether quotes are written as RFC 4180 has them: two in quotes are one, and a
   *     backslash is one as any other character
   * @param layout where values are if no header tells it; values behind its columns are kept apart
   * @param inFront what may stand in front of a line
   * @param others further layouts, asked in this order where the first one does not fit or leaves
   *     values over: the first without any counts
   */
  record Delimited(
      char separator,
      boolean runs,
      String absent,
      boolean csv,
      ColumnLayout layout,
      Set<LineFront> inFront,
      List<ColumnLayout> others)
      implements RecordFormat {
    public Delimited {
      inFront = Set.copyOf(inFront);
      others = List.copyOf(others);
    }

    /** The same with further layouts. */
    Delimited with(List<ColumnLayout> further) {
      return new Delimited(separator, runs, absent, csv, layout, inFront, further);
    }
  }

  /**
   * {@code name=value} pairs, values quoted or not.
   *
   * @param separator one ASCII character
   */
  record KeyValue(char separator) implements RecordFormat {}

  /**
   * Regular expressions (RE2) with named groups, which are the fields; the first that fits the
   * whole line counts.
   */
  record Regex(List<Pattern> patterns) implements RecordFormat {
    public Regex {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * Texts with fields in braces between them; the first that fits the whole line counts.
   *
   * @param forms in their order
   * @param cutBytes where the program cuts its lines: one so long may lack what should follow
   */
  record Dissect(List<TextForm> forms, int cutBytes) implements RecordFormat {
    public Dissect {
      forms = List.copyOf(forms);
    }
  }

  /**
   * A syslog line (RFC 3164, RFC 5424, or with an ISO time), its message read further by what fits
   * it; a message of no known form is one all the same.
   *
   * @param messages the forms by their programs, those of every program among them
   */
  record Syslog(List<ProgramForms> messages) implements RecordFormat {
    public Syslog {
      messages = List.copyOf(messages);
    }
  }

  RecordFormat JSON = new Json("");
  RecordFormat TEXT = new Text();
}
