package dev.weir.settle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.account.LedgerState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answer to a multi-get from {@code weir-ledger}, read from its bytes. */
final class LedgerAnswer {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String NO_INDEX = "index_not_found_exception";

  private LedgerAnswer() {}

  /**
   * The states, in the order of the question.
   *
   * @param asked how many documents were asked for
   * @throws IOException if it is cut, or a shard did not answer: nothing is known then
   */
  static List<LedgerState> read(byte[] body, int asked) throws IOException {
    List<LedgerState> states = new ArrayList<>(asked);
    try (JsonParser parser = JSON.createParser(body)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean docs = parser.currentName().equals("docs");
        if (parser.nextToken() == JsonToken.START_ARRAY && docs) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            states.add(document(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
      require(parser.currentToken() == JsonToken.END_OBJECT && states.size() == asked);
    }
    return states;
  }

  private static LedgerState document(JsonParser parser) throws IOException {
    boolean known = false;
    LedgerState state = LedgerState.ABSENT;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("found")) {
        known = true;
      } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
        // The very first objects of an installation: their lines will make the index.
        known = NO_INDEX.equals(text(parser, "type"));
      } else if (name.equals("_source") && value == JsonToken.START_OBJECT) {
        state = line(parser);
      } else {
        parser.skipChildren();
      }
    }
    require(known);
    return state;
  }

  private static LedgerState line(JsonParser parser) throws IOException {
    boolean poisoned = false;
    boolean understood = false;
    long incomplete = LedgerDocument.UNKNOWN;
    Set<String> fates = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("state")) {
        poisoned = parser.getText().equals(LedgerForm.POISONED);
      } else if (name.equals("records") && value == JsonToken.START_ARRAY) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          String fate = metFate(parser);
          if (fate != null) {
            fates.add(fate);
          }
        }
      } else if (name.equals(LedgerForm.UNDERSTOOD)) {
        understood = value == JsonToken.VALUE_TRUE;
      } else if (name.equals(LedgerForm.INCOMPLETE) && value == JsonToken.VALUE_NUMBER_INT) {
        incomplete = parser.getLongValue();
      } else {
        parser.skipChildren();
      }
    }
    if (poisoned) {
      return LedgerState.POISONED;
    }
    if (fates.contains(LedgerForm.UNACCOUNTED)) {
      return LedgerState.UNACCOUNTED;
    }
    if (understood) {
      return LedgerState.SETTLED;
    }
    // Of a line that does not say how much its letters hold, the object is kept if there are any.
    boolean letters = fates.stream().anyMatch(fate -> fate.startsWith(LedgerForm.DEAD_LETTERED));
    boolean onlyCopy = incomplete > 0 || (incomplete == LedgerDocument.UNKNOWN && letters);
    return onlyCopy ? LedgerState.ONLY_COPY : LedgerState.NOT_UNDERSTOOD;
  }

  /** The fate of the next entry; null if no record met it. */
  private static @Nullable String metFate(JsonParser parser) throws IOException {
    String fate = null;
    boolean some = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("fate")) {
        fate = parser.getText();
      } else if (name.equals("count") && value == JsonToken.VALUE_NUMBER_INT) {
        some = parser.getLongValue() > 0;
      } else {
        parser.skipChildren();
      }
    }
    return some ? fate : null;
  }

  /**
   * The text of one field of the object whose brace was read last; the object is read to its end.
   */
  private static String text(JsonParser parser, String field) throws IOException {
    String text = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = parser.currentName().equals(field);
      if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
        text = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return text;
  }

  private static void require(boolean expected) throws IOException {
    if (!expected) {
      throw new IOException("not the answer to a multi-get");
    }
  }
}
