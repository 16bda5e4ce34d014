package dev.weir.source.split;

import dev.weir.json.JsonException;
import dev.weir.json.JsonTranscoder;
import dev.weir.json.JsonValueScanner;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.SplitFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a document that travel with its records, as far as they were come by. Holds a few
 * KiB whatever the document: a longer value is left out, and so is an object or an array. It says
 * what it leaves out.
 */
final class EnvelopeReader {
  /** As much as the members of one envelope may have in all. */
  static final int MOST_BYTES = 4 << 10;

  private final SlidingWindow window;
  private final int mostBytes;
  private final byte[][] names;
  private final byte[][] skip;
  private final byte[][] holds;
  private final int travelling;
  private final byte[][] pairs;
  private final JsonValueScanner scanner = new JsonValueScanner();
  private final MsgpackWriter writer = new MsgpackWriter(256);
  private final JsonTranscoder transcoder = new JsonTranscoder(writer, 1);
  private byte @Nullable [] msgpack;
  private boolean skips;

  /** By member, whether its value goes with records that are still to come. */
  private final boolean[] pending;

  /**
   * A reader of the members that travel with the records.
   *
   * @param capBytes what the window was made for
   */
  EnvelopeReader(SlidingWindow window, int capBytes, SplitFormat.RecordsArray records) {
    this.window = window;
    this.mostBytes = Math.min(MOST_BYTES, capBytes);
    this.travelling = records.envelope().size();
    Set<String> all = new LinkedHashSet<>(records.envelope());
    all.addAll(records.skip().keySet());
    this.names = all.stream().map(EnvelopeReader::quoted).toArray(byte[][]::new);
    this.skip = texts(all, records.skip());
    this.holds = texts(all, records.holds());
    this.pairs = new byte[names.length][];
    this.pending = new boolean[names.length];
  }

  private static byte[][] texts(Set<String> names, Map<String, String> texts) {
    return names.stream()
        .map(name -> texts.containsKey(name) ? quoted(texts.get(name)) : null)
        .toArray(byte[][]::new);
  }

  /** A member's name as it stands in JSON. */
  static byte[] quoted(String text) {
    return ('"' + text + '"').getBytes(StandardCharsets.UTF_8);
  }

  /** Forgets what it has: another document begins. */
  void begin() {
    Arrays.fill(pairs, null);
    Arrays.fill(pending, false);
    msgpack = null;
    skips = false;
  }

  /** Which member the quoted name is; negative if it is none that counts. */
  int indexOf(byte[] bytes, int from, int to) {
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(bytes, from, to, names[i], 0, names[i].length)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Takes the member's value, which begins at the window's start and stays there.
   *
   * @return false if something is lost by it: the value cannot travel, or one that should have
   *     travelled came before it
   */
  boolean value(int member) throws IOException {
    byte[] before = pending[member] ? pairs[member] : null;
    pairs[member] = null;
    msgpack = null;
    int end = end();
    int start = window.start();
    byte[] bytes = window.bytes();
    if (skip[member] != null) {
      skips = end > 0 && Arrays.equals(bytes, start, end, skip[member], 0, skip[member].length);
    }
    if (end == 0) {
      return false;
    }
    if (member >= travelling) {
      byte[] other = holds[member];
      boolean known = other == null || Arrays.equals(bytes, start, end, other, 0, other.length);
      return skips || (known && isScalar(bytes[start]));
    }
    byte[] pair = pair(names[member], bytes, start, end);
    pairs[member] = pair;
    pending[member] = pair != null;
    return (pair != null || bytes[start] == 'n') && (before == null || Arrays.equals(before, pair));
  }

  /**
   * Sends what was taken with the records that begin here.
   *
   * @return whether all of it fits
   */
  boolean setOut() {
    Arrays.fill(pending, false);
    return Arrays.stream(pairs).mapToInt(pair -> pair == null ? 0 : pair.length).sum()
        <= MOST_BYTES;
  }

  private static boolean isScalar(byte first) {
    return first != '{' && first != '[';
  }

  /** Whether it is a member that goes with the records. */
  boolean travels(int member) {
    return member < travelling;
  }

  /** Whether a member says that the document has no records. */
  boolean skips() {
    return skips;
  }

  /** The members so far as a map in MessagePack, in the order of their names; null for none. */
  byte @Nullable [] msgpack() {
    if (msgpack == null) {
      List<byte[]> fit = fitting();
      writer.clear();
      writer.writeMapHeader(fit.size());
      fit.forEach(pair -> writer.writeRaw(pair, 0, pair.length));
      msgpack = writer.toByteArray();
    }
    return msgpack.length == 1 ? null : msgpack;
  }

  private List<byte[]> fitting() {
    List<byte[]> fit = new ArrayList<>();
    int bytes = 0;
    for (byte[] pair : pairs) {
      if (pair != null && bytes + pair.length <= MOST_BYTES) {
        bytes += pair.length;
        fit.add(pair);
      }
    }
    return fit;
  }

  /** Where the value at the window's start ends; 0 if that is further than an envelope goes. */
  private int end() throws IOException {
    while (window.held() <= mostBytes && window.more()) {
      // Until there is enough or no more: so it is the same whatever the reads.
    }
    int start = window.start();
    int to = Math.min(window.end(), start + mostBytes);
    int end = scanner.reset().scan(window.bytes(), start, to);
    return end <= start || scanner.broken() ? 0 : end;
  }

  /** The member as MessagePack; null if its value is no scalar, null, or no JSON. */
  private byte @Nullable [] pair(byte[] name, byte[] bytes, int from, int to) {
    byte first = bytes[from];
    if (!isScalar(first) || first == 'n') {
      return null;
    }
    byte[] json = new byte[name.length + to - from + 3];
    json[0] = '{';
    System.arraycopy(name, 0, json, 1, name.length);
    json[1 + name.length] = ':';
    System.arraycopy(bytes, from, json, name.length + 2, to - from);
    json[json.length - 1] = '}';
    writer.clear();
    try {
      int unused = transcoder.record(json, 0, json.length, 0);
    } catch (JsonException e) {
      return null;
    }
    // Behind the header of a map of one.
    return Arrays.copyOfRange(writer.bytes(), 1, writer.size());
  }
}
