package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.List;

/**
 * Whether a record of a host says where it was read, so that no other record of the world is like
 * it. The fields are those that {@code fluent-bit/conf.d/inputs-host.conf} sets, under their ECS
 * names: a line of a file has the host, the file and the offset, an entry of the journal the
 * machine and the boot. Holds what it found of the last record; not thread-safe.
 */
public final class HostPosition {
  private static final List<FieldPath> OF_A_LINE =
      FieldPath.listOf(List.of("log.offset", "host.name", "log.file.path"));
  private static final List<FieldPath> OF_THE_JOURNAL =
      FieldPath.listOf(List.of("_BOOT_ID", "_MACHINE_ID"));

  /** The bytes of {@code -20261121}. */
  private static final int DATED = 9;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final MsgpackReader reader = new MsgpackReader();
  private final FieldValue value = new FieldValue();
  private int fileFrom;
  private int fileAt;
  private int fileTo;

  /** Whether the fields are there. */
  public boolean isIn(LogEvent event) throws MsgpackException {
    fileFrom = -1;
    if (hasAll(event, OF_A_LINE)) {
      if (value.isText()) {
        fileFrom = value.start();
        fileAt = value.at();
        fileTo = value.at() + value.length();
      }
      return true;
    }
    return hasAll(event, OF_THE_JOURNAL);
  }

  /**
   * Takes the record's map into the hash: its fields in any order, since Fluent Bit's Lua filter
   * keeps none, and a file and what rotation first makes of it as one.
   */
  void update(MessageDigest hash, byte[] bytes, int from, int to) throws MsgpackException {
    long high = 0;
    long low = 0;
    reader.reset(bytes, from, to);
    int pairs = reader.readMapHeader();
    for (int i = 0; i < pairs; i++) {
      int start = reader.position();
      reader.skip();
      reader.skip();
      updateField(hash, bytes, start, reader.position());
      byte[] field = hash.digest();
      high += (long) LONGS.get(field, 0);
      low += (long) LONGS.get(field, 8);
    }
    hash.update(ByteBuffer.allocate(16).putLong(high).putLong(low).flip());
  }

  private void updateField(MessageDigest hash, byte[] bytes, int from, int to) {
    if (fileFrom < from || fileFrom >= to) {
      hash.update(bytes, from, to - from);
      return;
    }
    hash.update(bytes, from, fileFrom - from);
    hash.update(bytes, fileAt, fileTo - rotation(bytes) - fileAt);
    hash.update(bytes, fileTo, to - fileTo);
  }

  /**
   * How many bytes at the end of the file's name rotation put there: {@code .1}, or the day where
   * logrotate has {@code dateext}, {@code -20261121}.
   */
  private int rotation(byte[] bytes) {
    if (fileTo - fileAt > 2 && bytes[fileTo - 2] == '.' && bytes[fileTo - 1] == '1') {
      return 2;
    }
    boolean dated = fileTo - fileAt > DATED && bytes[fileTo - DATED] == '-';
    for (int i = fileTo - DATED + 1; i < fileTo && dated; i++) {
      dated = bytes[i] >= '0' && bytes[i] <= '9';
    }
    return dated ? DATED : 0;
  }

  private boolean hasAll(LogEvent event, List<FieldPath> fields) throws MsgpackException {
    for (FieldPath field : fields) {
      if (!event.find(field, value)) {
        return false;
      }
    }
    return true;
  }
}
