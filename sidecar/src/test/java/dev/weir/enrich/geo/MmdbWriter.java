package dev.weir.enrich.geo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * For tests: writes databases in the MaxMind DB file format 2.0: an IPv6 tree of 24-bit records.
 */
public final class MmdbWriter {
  private static final int UNSET = -1;

  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {UNSET, UNSET}));
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Gives the addresses of a prefix this record. IPv4 lies at {@code ::/96}, as in real ones. */
  public MmdbWriter put(String address, int bits, Map<String, ?> record) throws Exception {
    return put(address, bits, raw(record));
  }

  /** {@link #put(String, int, Map)} of bytes that are data of the format, or are to be none. */
  MmdbWriter put(String address, int bits, byte[] record) throws Exception {
    byte[] bytes = java.net.InetAddress.getByName(address).getAddress();
    byte[] whole = new byte[16];
    System.arraycopy(bytes, 0, whole, 16 - bytes.length, bytes.length);
    int length = bytes.length == 4 ? bits + 96 : bits;
    int at = data.size();
    data.writeBytes(record);
    int node = 0;
    for (int i = 0; i < length; i++) {
      int side = whole[i >> 3] >> (7 - (i & 7)) & 1;
      int[] pair = nodes.get(node);
      if (i == length - 1) {
        pair[side] = -2 - at;
      } else {
        if (pair[side] < 0) {
          pair[side] = nodes.size();
          nodes.add(new int[] {UNSET, UNSET});
        }
        node = pair[side];
      }
    }
    return this;
  }

  /** The database. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int count = nodes.size();
    for (int[] pair : nodes) {
      for (int record : pair) {
        int value = record == UNSET ? count : record < 0 ? count + 16 + (-2 - record) : record;
        out.write(value >> 16);
        out.write(value >> 8);
        out.write(value);
      }
    }
    out.writeBytes(new byte[16]);
    out.writeBytes(data.toByteArray());
    out.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
    out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("binary_format_major_version", 2);
    metadata.put("binary_format_minor_version", 0);
    metadata.put("build_epoch", 1_795_000_000L);
    metadata.put("database_type", "Weir-Test");
    metadata.put("description", Map.of("en", "for tests"));
    metadata.put("ip_version", 6);
    metadata.put("languages", List.of("en"));
    metadata.put("node_count", count);
    metadata.put("record_size", 24);
    out.writeBytes(raw(metadata));
    return out.toByteArray();
  }

  /** A value as data of the format. */
  static byte[] raw(Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(value, out);
    return out.toByteArray();
  }

  private static void write(Object value, ByteArrayOutputStream out) {
    switch (value) {
      case String text -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        control(2, utf8.length, out);
        out.writeBytes(utf8);
      }
      case Double number -> {
        control(3, 8, out);
        out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
      }
      case Map<?, ?> map -> {
        control(7, map.size(), out);
        map.forEach(
            (key, each) -> {
              write(key, out);
              write(each, out);
            });
      }
      case List<?> list -> {
        control(11, list.size(), out);
        list.forEach(each -> write(each, out));
      }
      case Long number -> {
        control(9, 8, out);
        out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
      }
      case Integer number -> {
        control(6, 4, out);
        out.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
      }
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  /** The type, in a byte of its own from 8 on, and a size below 285. */
  private static void control(int type, int size, ByteArrayOutputStream out) {
    int small = Math.min(size, 29);
    if (type > 7) {
      out.write(small);
      out.write(type - 7);
    } else {
      out.write(type << 5 | small);
    }
    if (size >= 29) {
      out.write(size - 29);
    }
  }

  /** A pointer to data at an offset. */
  static byte[] pointer(int offset) {
    return ByteBuffer.allocate(5).put((byte) (1 << 5 | 3 << 3)).putInt(offset).array();
  }
}
