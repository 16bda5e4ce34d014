package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ways to fields below one field at the top of records, {@code detail.id} and {@code
 * detail.findings.*.title}, all looked up in one pass over it. A star stands for each element of an
 * array, and for what stands alone where an array is expected; {@code headers[name=host].value}
 * leads through those elements whose member {@code name} has that text, in whatever case. Of names
 * that occur twice in a map the first counts. Not thread-safe.
 */
public final class FieldTree {
  private static final String STAR = "*";
  private static final Pattern CHOICE =
      Pattern.compile("([^\\[\\]]*)\\[([^\\[\\]=]+)=([^\\[\\]]+)]");

  /** A place that paths lead to or through. */
  private static final class Node {
    private final NameTable names = new NameTable();
    private Node[] members = new Node[0];
    private @Nullable Node elements;
    private @Nullable ElementChoice choice;
    private Node[] chosen = new Node[0];
    private @Nullable FieldValues found;

    Node member(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      int known = names.find(utf8, 0, utf8.length);
      if (known != NameTable.NONE) {
        return members[known];
      }
      int unused = names.add(new FieldName(text));
      members = Arrays.copyOf(members, members.length + 1);
      members[members.length - 1] = new Node();
      return members[members.length - 1];
    }

    Node elements() {
      Node known = elements == null ? new Node() : elements;
      elements = known;
      return known;
    }

    Node chosen(String name, String text) {
      ElementChoice known = choice == null ? new ElementChoice() : choice;
      choice = known;
      int place = known.add(name, text);
      if (place == chosen.length) {
        chosen = Arrays.copyOf(chosen, place + 1);
        chosen[place] = new Node();
      }
      return chosen[place];
    }

    boolean asksForElements() {
      return elements != null || choice != null;
    }

    FieldValues found() {
      FieldValues known = found == null ? new FieldValues() : found;
      found = known;
      return known;
    }
  }

  private final FieldPath top;
  private final Node root = new Node();
  private final List<FieldValues> all = new ArrayList<>();
  private final FieldValue value = new FieldValue();
  private final MsgpackReader reader = new MsgpackReader();

  /** A tree below the field of this name, without paths. */
  public FieldTree(String top) {
    this.top = FieldPath.of(top);
  }

  /**
   * Adds a path.
   *
   * @param path below the top: {@code findings.*.title}
   * @return where {@link #find} puts its values
   */
  public FieldValues add(String path) {
    Node node = root;
    for (String name : FieldPath.namesOf(path)) {
      Matcher choice = CHOICE.matcher(name);
      if (name.equals(STAR)) {
        node = node.elements();
      } else if (choice.matches()) {
        Node array = choice.group(1).isEmpty() ? node : node.member(choice.group(1));
        node = array.chosen(choice.group(2), choice.group(3));
      } else {
        node = node.member(name);
      }
    }
    FieldValues values = node.found();
    all.add(values);
    return values;
  }

  /** Looks up all paths. */
  public void find(LogEvent event) throws MsgpackException {
    all.forEach(FieldValues::clear);
    if (event.find(top, value)) {
      reader.reset(value.bytes(), value.start(), value.bytes().length);
      walk(root);
    }
  }

  /** Takes what the node asks for of the value where the reader stands, and passes it. */
  private void walk(Node node) throws MsgpackException {
    FieldValues found = node.found;
    if (found != null) {
      found.add(reader.bytes(), reader.position(), reader.end());
    }
    MsgpackType type = reader.peek();
    if (node.asksForElements()) {
      if (type == MsgpackType.ARRAY) {
        for (int left = reader.readArrayHeader(); left > 0; left--) {
          element(node);
        }
        return;
      }
      int from = reader.position();
      element(node);
      if (node.names.size() == 0) {
        return;
      }
      reader.position(from);
    }
    if (type == MsgpackType.MAP && node.names.size() > 0) {
      members(node);
    } else {
      reader.skip();
    }
  }

  /** Takes what the node asks for of an element, and passes it. */
  private void element(Node node) throws MsgpackException {
    ElementChoice choice = node.choice;
    Node elements = node.elements;
    if (choice != null) {
      int from = reader.position();
      int chosen = choice.of(reader);
      reader.position(from);
      if (chosen != ElementChoice.NONE) {
        walk(node.chosen[chosen]);
        if (elements == null) {
          return;
        }
        reader.position(from);
      }
    }
    if (elements == null) {
      reader.skip();
    } else {
      walk(elements);
    }
  }

  private void members(Node node) throws MsgpackException {
    // Of as many names is known whether they were there; a file that asks for more has its reasons.
    long seen = 0;
    for (int left = reader.readMapHeader(); left > 0; left--) {
      int member = memberOf(node);
      if (member >= 0 && (member >= Long.SIZE || (seen >>> member & 1) == 0)) {
        seen |= member < Long.SIZE ? 1L << member : 0;
        walk(node.members[member]);
      } else {
        reader.skip();
      }
    }
  }

  /** Which of the names the one is where the reader stands, and which it passes; negative: none. */
  private int memberOf(Node node) throws MsgpackException {
    MsgpackType type = reader.peek();
    if (type != MsgpackType.STR && type != MsgpackType.BIN) {
      reader.skip();
      return -1;
    }
    int length = reader.readRawHeader();
    int at = reader.position();
    reader.advance(length);
    return node.names.find(reader.bytes(), at, length);
  }
}
