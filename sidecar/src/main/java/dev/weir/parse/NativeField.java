package dev.weir.parse;

import dev.weir.address.IpAddress;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.FieldValues;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A native field, looked up once in a record for all rules that ask for it. Of a path through
 * arrays it has several values. Not thread-safe.
 */
final class NativeField {
  private enum Address {
    UNKNOWN,
    NONE,
    ONE
  }

  private static final int NONE = -1;

  private final FieldPath path;

  /** Those that lie in the same field at the top; null for a field that is at the top itself. */
  private final @Nullable NativeGroup group;

  private final @Nullable FieldValues inGroup;
  private final byte[] absent;

  /** The field of this name at the top, dots in the name or not. */
  private final FieldValue top = new FieldValue();

  private boolean atTop;
  private int count;
  private boolean looked;
  private boolean there;
  private Address address = Address.UNKNOWN;

  /** The host and port in one of its values, and in which. */
  private final HostPort host = new HostPort();

  private int hostOf = NONE;

  /**
   * A field.
   *
   * @param absent the text that stands for no value; empty for none
   */
  NativeField(String text, byte[] absent, @Nullable NativeGroup group) {
    this.path = FieldPath.of(text);
    this.group = group;
    this.inGroup = group == null ? null : group.add(NativeGroup.below(text));
    this.absent = absent;
  }

  /** What at the top of a record it is, or lies in. */
  List<FieldPath> places() {
    return group == null ? List.of(path) : List.of(path, group.top());
  }

  /** Goes on to the next record. */
  void forget() {
    looked = false;
    address = Address.UNKNOWN;
    hostOf = NONE;
  }

  /** How many values there are that no filter took away or masked: those do not come back here. */
  int count(LogEvent event) throws MsgpackException {
    if (!looked) {
      looked = true;
      there = false;
      atTop = group == null ? event.find(path, top) : event.findWhole(path, top);
      if (atTop || group == null || inGroup == null) {
        count = atTop && isKept(event, top) ? 1 : 0;
      } else {
        group.look(event);
        count = keep(event, inGroup);
      }
    }
    return count;
  }

  /** Whether it was there, if only for a filter; after {@link #count}. */
  boolean isThere() {
    return there;
  }

  /** One of its values; after {@link #count}. */
  FieldValue value(int index) {
    return atTop || inGroup == null ? top : inGroup.get(index);
  }

  private int keep(LogEvent event, FieldValues found) throws MsgpackException {
    for (int i = found.count() - 1; i >= 0; i--) {
      if (!isKept(event, found.get(i))) {
        found.drop(i);
      }
    }
    return found.count();
  }

  private boolean isKept(LogEvent event, FieldValue value) throws MsgpackException {
    if (absent.length > 0 && value.textEquals(absent)) {
      return false;
    }
    // Logs write an empty text for what is not there.
    there |= !value.isText() || value.length() > 0;
    return !event.isChanged(value);
  }

  /** Whether the value is an address: asked of the first one by several rules, told once. */
  boolean isAddress(int index) {
    if (index > 0) {
      return isAddress(value(index));
    }
    if (address == Address.UNKNOWN) {
      address = isAddress(value(0)) ? Address.ONE : Address.NONE;
    }
    return address == Address.ONE;
  }

  /** The host and port in one of its values, a text: several rules ask in turn. */
  HostPort host(int index) {
    if (hostOf != index) {
      hostOf = index;
      host.look(value(index));
    }
    return host;
  }

  private static boolean isAddress(FieldValue value) {
    return value.isText() && IpAddress.isAddress(value.bytes(), value.at(), value.length());
  }
}
