package dev.weir.enrich;

import dev.weir.address.IpAddress;
import dev.weir.ecs.EcsFields;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;

/**
 * The record that is enriched, with room to work in. Made once by each worker and filled anew for
 * each record; not thread-safe.
 */
public final class Subject {
  private final EcsFields fields;
  private final FieldValue value = new FieldValue();
  private final IpAddress address = new IpAddress();
  private LogEvent event;
  private long seconds;
  private byte[] room = new byte[256];

  /** A subject whose normal form is always in these fields. */
  public Subject(EcsFields fields, LogEvent event) {
    this.fields = fields;
    this.event = event;
  }

  /**
   * Takes the next record.
   *
   * @param its native fields
   * @param happened when it happened, in seconds since the epoch
   */
  public Subject of(LogEvent its, long happened) {
    event = its;
    seconds = happened;
    return this;
  }

  /** The normal form, to look at and to add to. */
  public EcsFields fields() {
    return fields;
  }

  /** The record's own fields. */
  public LogEvent event() {
    return event;
  }

  /** When it happened, in seconds since the epoch. */
  public long seconds() {
    return seconds;
  }

  /** Scratch for look-ups in {@link #event}. */
  public FieldValue value() {
    return value;
  }

  /** Scratch for addresses. */
  public IpAddress address() {
    return address;
  }

  /** Scratch of at least so many bytes: for looking up, not to be given to a field. */
  public byte[] room(int length) {
    if (room.length < length) {
      room = new byte[2 * length];
    }
    return room;
  }
}
