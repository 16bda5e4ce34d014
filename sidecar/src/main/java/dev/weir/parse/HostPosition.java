package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
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

  private final FieldValue value = new FieldValue();
  private int fileFrom;
  private int fileTo;

  /** Whether the fields are there. */
  public boolean isIn(LogEvent event) throws MsgpackException {
    fileFrom = -1;
    if (hasAll(event, OF_A_LINE)) {
      if (value.isText()) {
        fileFrom = value.start();
        fileTo = value.at() + value.length();
      }
      return true;
    }
    return hasAll(event, OF_THE_JOURNAL);
  }

  /** Takes the record's map into the hash; a file and what rotation first makes of it are one. */
  void update(MessageDigest hash, byte[] bytes, int from, int to) {
    if (fileFrom < 0) {
      hash.update(bytes, from, to - from);
      return;
    }
    hash.update(bytes, from, fileFrom - from);
    int length = value.length();
    boolean rotated =
        length > 2 && bytes[fileTo - 2] == '.' && bytes[fileTo - 1] == '1';
    hash.update(bytes, value.at(), rotated ? length - 2 : length);
    hash.update(bytes, fileTo, to - fileTo);
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
