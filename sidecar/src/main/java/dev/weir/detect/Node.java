package dev.weir.detect;

import dev.weir.event.FieldValue;
import dev.weir.match.TextRelation;
import dev.weir.match.ValueTest;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackType;
import dev.weir.rule.RulePart;
import java.util.List;

/** A compiled part of a rule. Immutable. */
sealed interface Node {
  /** Whether it holds for the record whose values these are. */
  boolean holds(RecordValues values) throws MsgpackException;

  /** The same without {@link Written}: what holds is one, and is found in fewer steps. */
  static Node bare(Node node) {
    return switch (node) {
      case All(var parts) -> new All(bare(parts));
      case AtLeast(int count, var parts) -> new AtLeast(count, bare(parts));
      case Not(Node part) -> new Not(bare(part));
      case Written(RulePart _, String _, Node part) -> bare(part);
      case Value _, Exists _, Absent _, Refers _ -> node;
    };
  }

  private static List<Node> bare(List<Node> parts) {
    return parts.stream().map(Node::bare).toList();
  }

  /** A part as it is written in its rule. It holds if the part does. */
  record Written(RulePart kind, String text, Node part) implements Node {
    @Override
    public boolean holds(RecordValues values) throws MsgpackException {
      return part.holds(values);
    }
  }

  /** All parts hold. */
  record All(List<Node> parts) implements Node {
    @Override
    public boolean holds(RecordValues values) throws MsgpackException {
      // Without an iterator, which would be made for each record.
      for (int i = 0; i < parts.size(); i++) {
        if (!parts.get(i).holds(values)) {
          return false;
        }
      }
      return true;
    }
  }

  /** As many parts hold, or more. */
  record AtLeast(int count, List<Node> parts) implements Node {
    @Override
    public boolean holds(RecordValues values) throws MsgpackException {
      int left = count;
      for (int i = 0; i < parts.size() && left > 0; i++) {
        left -= parts.get(i).holds(values) ? 1 : 0;
      }
      return left <= 0;
    }
  }

  /** The part does not hold. */
  record Not(Node part) implements Node {
    @Override
    public boolean holds(RecordValues values) throws MsgpackException {
      return !part.holds(values);
    }
  }

  /** One of the field's values is so. */
  record Value(int field, ValueTest test, boolean isCased) implements Node {
    Value(int field, ValueTest test) {
      this(field, test, test.isCased());
    }

    @Override
    public boolean holds(RecordValues values) throws MsgpackException {
      int from = values.first(field);
      int to = from + values.count(field);
      for (int place = from; place < to; place++) {
        if (test.isMetBy(isCased ? values.value(place) : values.lower(place))) {
          return true;
        }
      }
      return false;
    }
  }

  /** The field is there. */
  record Exists(int field) implements Node {
    @Override
    public boolean holds(RecordValues values) throws MsgpackException {
      return values.has(field);
    }
  }

  /** The field is not there, or is nil. */
  record Absent(int field) implements Node {
    @Override
    public boolean holds(RecordValues values) throws MsgpackException {
      int from = values.first(field);
      int to = from + values.count(field);
      for (int place = from; place < to; place++) {
        if (values.value(place).type() != MsgpackType.NIL) {
          return false;
        }
      }
      return from < to || !values.has(field);
    }
  }

  /** A value of the field lies so to one of the other. */
  record Refers(int field, int other, TextRelation relation, boolean isCased) implements Node {
    @Override
    public boolean holds(RecordValues values) throws MsgpackException {
      int from = values.first(field);
      int to = from + values.count(field);
      int otherFrom = values.first(other);
      int otherTo = otherFrom + values.count(other);
      for (int place = from; place < to; place++) {
        for (int otherPlace = otherFrom; otherPlace < otherTo; otherPlace++) {
          if (relation.holds(text(values, place), text(values, otherPlace))) {
            return true;
          }
        }
      }
      return false;
    }

    private FieldValue text(RecordValues values, int place) {
      return isCased ? values.value(place) : values.lower(place);
    }
  }
}
