package dev.weir.record;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LeafVisitor;
import dev.weir.event.LogEvent;
import dev.weir.match.FieldTest;
import dev.weir.match.ValueTest;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One record with all that is known of it, looked up by name. What is looked up is what the record
 * says, also where a filter masks or removes it in the document; the normal form never has what was
 * masked. Filled anew for each record; not thread-safe.
 */
public final class RecordView {
  private static final byte NONE = -1;

  private final EcsFields normal;
  private final byte[] flags;
  private final FieldValue value = new FieldValue();
  private LogEvent own;
  private @Nullable LogEvent around;
  private final LeafVisitor ask = this::ask;
  private @Nullable ValueTest asked;
  private boolean isMet;

  /**
   * A view of one record after another.
   *
   * @param names resolved the fields that will be asked for
   * @param normal has the normal form of each of them
   * @param own has the first of them
   */
  public RecordView(FieldNames names, EcsFields normal, LogEvent own) {
    this.normal = normal;
    this.flags = new byte[names.flags()];
    this.own = own;
  }

  /**
   * Goes on to another record, which has no flags yet.
   *
   * @param record its own fields
   * @param holder the record around it; null if none is
   */
  public void begin(LogEvent record, @Nullable LogEvent holder) {
    own = record;
    around = holder;
    Arrays.fill(flags, NONE);
  }

  /** The record's own fields. */
  public LogEvent own() {
    return own;
  }

  /** Sets a flag; its place is {@link FieldNames#flag}. */
  public void flag(int place, boolean on) {
    flags[place] = (byte) (on ? 1 : 0);
  }

  /**
   * Looks a field up.
   *
   * @param found becomes its value, the first of several
   * @return whether it is there
   */
  public boolean find(FieldReference field, FieldValue found) throws MsgpackException {
    return switch (field) {
      case FieldReference.Field(FieldPath path, @Nullable EcsField inNormal) ->
          own.find(path, found) || (inNormal != null && findNormal(inNormal, found));
      case FieldReference.Around(var paths) -> findAround(paths, found);
      case FieldReference.OfFlag(int place) -> {
        found.number(flags[place]);
        yield flags[place] != NONE;
      }
    };
  }

  private boolean findNormal(EcsField field, FieldValue found) {
    int first = normal.first(field);
    if (first >= 0) {
      normal.view(first, found);
    }
    return first >= 0;
  }

  private boolean findAround(Iterable<FieldPath> paths, FieldValue found) throws MsgpackException {
    if (around == null) {
      return false;
    }
    for (FieldPath path : paths) {
      if (around.find(path, found)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Shows all values of a field: of an array each element, of a map all that lies in it.
   *
   * @return whether the field is there, be it nil or an empty array
   */
  public boolean leaves(FieldReference field, LeafVisitor visitor) throws MsgpackException {
    return switch (field) {
      case FieldReference.Field(FieldPath path, @Nullable EcsField inNormal) ->
          own.leaves(path, visitor) || (inNormal != null && normalLeaves(inNormal, visitor));
      case FieldReference.Around(var paths) -> aroundLeaves(paths, visitor);
      case FieldReference.OfFlag(int place) -> {
        boolean there = flags[place] != NONE;
        value.number(flags[place]);
        yield there && (visitor.visit(value) || there);
      }
    };
  }

  private boolean normalLeaves(EcsField field, LeafVisitor visitor) {
    int at = normal.first(field);
    boolean there = at >= 0;
    boolean goesOn = there;
    for (; goesOn && at >= 0; at = normal.next(at)) {
      normal.view(at, value);
      goesOn = visitor.visit(value);
    }
    return there;
  }

  private boolean aroundLeaves(Iterable<FieldPath> paths, LeafVisitor visitor)
      throws MsgpackException {
    for (FieldPath path : paths) {
      if (around != null && around.leaves(path, visitor)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a filter took away or replaced what was found.
   *
   * @param found the value that {@link #find} found of the field
   */
  public boolean isChanged(FieldReference field, FieldValue found) throws MsgpackException {
    return switch (field) {
      case FieldReference.Field(FieldPath path, @Nullable EcsField _) ->
          own.find(path, value) && own.isChanged(found);
      case FieldReference.Around _ -> around != null && around.isChanged(found);
      case FieldReference.OfFlag _ -> false;
    };
  }

  /**
   * Whether a filter took away or replaced a value.
   *
   * @param field where {@link #leaves} showed it; null where that was the record itself
   */
  public boolean isMasked(@Nullable FieldReference field, FieldValue leaf) throws MsgpackException {
    LogEvent its = field instanceof FieldReference.Around ? around : own;
    // Values of the normal form and flags lie nowhere in a record.
    return its != null && leaf.start() >= 0 && its.isChanged(leaf);
  }

  /** Whether the field is so. */
  public boolean holds(FieldReference field, FieldTest test) throws MsgpackException {
    return holds(find(field, value) ? field : null, value, test);
  }

  /**
   * Whether a field that was looked up is so.
   *
   * @param field null if it is not there
   * @param first what {@link #find} found of it
   */
  public boolean holds(@Nullable FieldReference field, FieldValue first, FieldTest test)
      throws MsgpackException {
    if (field == null || test.isAbsence()) {
      return field == null && test.isAbsence();
    }
    ValueTest some = test.some();
    ValueTest none = test.none();
    return (some == null || any(field, first, some)) && (none == null || !any(field, first, none));
  }

  private boolean any(FieldReference field, FieldValue first, ValueTest test)
      throws MsgpackException {
    if (test.isMetBy(first)) {
      return true;
    }
    if (!hasMore(field, first.type())) {
      return false;
    }
    asked = test;
    isMet = false;
    boolean unused = leaves(field, ask);
    return isMet;
  }

  /** Whether the field may have values that {@link #find} does not show. */
  private boolean hasMore(FieldReference field, MsgpackType first) {
    return first == MsgpackType.ARRAY
        || first == MsgpackType.MAP
        || (field instanceof FieldReference.Field(FieldPath _, EcsField inNormal)
            && inNormal != null
            && normal.first(inNormal) >= 0
            && normal.next(normal.first(inNormal)) >= 0);
  }

  private boolean ask(FieldValue found) {
    isMet = asked != null && asked.isMetBy(found);
    return !isMet;
  }
}
