package dev.weir.type;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the content of an object falls into records. */
public sealed interface SplitFormat {
  /**
   * JSON documents, one or one after the other, whose top-level member {@code member} is the array
   * of the records.
   *
   * @param member the array's name
   * @param envelope members that travel with each record of their document: texts, numbers and
   *     booleans that stand before the array
   * @param aside members that may be passed over, whatever they hold
   * @param skip members and the texts with which they say that a document holds no records; they
   *     count where they stand before the array, or where there is none
   * @param holds members of {@code skip} and the texts with which they say that there are records;
   *     a text that is neither is not passed over
   * @param bare members of the records: where the content's first object has all of them, its
   *     values are the records themselves; empty if they never are
   */
  record RecordsArray(
      String member,
      List<String> envelope,
      List<String> aside,
      Map<String, String> skip,
      Map<String, String> holds,
      List<String> bare)
      implements SplitFormat {
    public RecordsArray {
      bare = List.copyOf(bare);
      envelope = List.copyOf(envelope);
      aside = List.copyOf(aside);
      skip = Map.copyOf(skip);
      holds = Map.copyOf(holds);
    }

    /** One that has nothing but its records. */
    public RecordsArray(String member) {
      this(member, List.of(), List.of(), Map.of(), Map.of(), List.of());
    }
  }

  /** JSON values: one in each line, one after the other, or the elements of one top-level array. */
  record JsonValues() implements SplitFormat {}

  /**
   * JSON values as {@link JsonValues}, of which one with several objects in an array below it is a
   * record for each of these, with all else that the value has.
   *
   * @param path the names that lead to the array, the first one at the top
   */
  record EachElement(List<String> path) implements SplitFormat {
    public EachElement {
      path = List.copyOf(path);
    }
  }

  /**
   * Lines of text, ended by LF or CRLF; the last one may lack its end.
   *
   * @param header lines that are no records, but travel with those after them; null for none
   * @param comment what begins a line that is no record, such as {@code #}; empty for none
   * @param columns names that headers have, by which one in the midst of lines is told
   * @param csv what separates values where one in quotes may have line ends in it (RFC 4180); 0
   *     where none may
   */
  record TextLines(@Nullable Pattern header, String comment, Set<String> columns, char csv)
      implements SplitFormat {
    public TextLines {
      columns = Set.copyOf(columns);
    }
  }

  SplitFormat JSON_VALUES = new JsonValues();
  TextLines TEXT_LINES = new TextLines(null, "", Set.of(), (char) 0);
}
