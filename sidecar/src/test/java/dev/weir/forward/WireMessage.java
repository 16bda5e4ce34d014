package dev.weir.forward;

import dev.weir.chunk.ForwardMode;
import java.util.HexFormat;
import java.util.List;

/**
 * A forward message, byte by byte, and what is to come of it.
 *
 * @param notation see {@link Bytes#hex}
 * @param records as {@link CollectingHandler} writes them
 */
record WireMessage(String name, String notation, ForwardMode mode, List<String> records) {
  /** The chunk id of all of them, and how it is acknowledged. */
  static final String CHUNK = "a5'chunk' a3'id1'";

  static final String ACK = "81a361636ba3696431";

  private static final String TAG = "a1't'";
  private static final String ONE = "t 1.000000002  81a16101";
  private static final String TWO = "t 3.000000000  81a16102";
  private static final String ENTRY_ONE = "92 d7 00 00000001 00000002 81 a1'a' 01";
  private static final String ENTRY_TWO = "92 03 81 a1'a' 02";

  byte[] bytes() {
    return Bytes.hex(notation);
  }

  static List<WireMessage> all() {
    return List.of(
        message("message", "94" + TAG + "d7 00 00000001 00000002 81 a1'a' 01 81" + CHUNK, ONE),
        message("message, integer time", "94" + TAG + "03 81 a1'a' 02 81" + CHUNK, TWO),
        message(
            "message, float time",
            "94" + TAG + "cb 3ff8000000000000 80 81" + CHUNK,
            "t 1.500000000  80"),
        message(
            "message, metadata",
            "94" + TAG + "03 81 a1'a' 02 82 a8'metadata' 81 a1'm' c3" + CHUNK,
            "t 3.000000000 81a16dc3 81a16102"),
        forward("forward", "93" + TAG + "92" + ENTRY_ONE + ENTRY_TWO + "81" + CHUNK, ONE, TWO),
        forward(
            "forward, array 32, ext8 time, unknown options",
            "93"
                + TAG
                + "dd 00000001 92 c7 08 00 00000001 00000002 81 a1'a' 01"
                + "83 a1'x' 92 80 c0 a4'size' 01"
                + CHUNK,
            ONE),
        forward(
            "forward, second event format",
            "93" + TAG + "91 92 92 d7 00 00000001 00000002 81 a1'm' c0 81 a1'a' 01 81" + CHUNK,
            "t 1.000000002 81a16dc0 81a16101"),
        forward(
            "forward, group markers",
            "93"
                + TAG
                + "93 92 92 d7 00 ffffffff 00000000 80 81 a1'g' 01"
                + ENTRY_ONE
                + "92 92 d7 00 fffffffe 00000000 80 80 81"
                + CHUNK,
            ONE),
        forward("forward, no entries", "93" + TAG + "90 81" + CHUNK),
        packed("packed, bin", "93" + TAG + "c4 15" + ENTRY_ONE + ENTRY_TWO + "81" + CHUNK),
        packed("packed, bin 16", "93" + TAG + "c5 0015" + ENTRY_ONE + ENTRY_TWO + "81" + CHUNK),
        packed("packed, fixstr", "93" + TAG + "b5" + ENTRY_ONE + ENTRY_TWO + "81" + CHUNK),
        packed(
            "packed, str 32",
            "93" + TAG + "db 00000015" + ENTRY_ONE + ENTRY_TWO + "82 a4'size' 02" + CHUNK),
        packed(
            "packed, tag bin, array 16, text",
            "dc 0003 c4 01 't' c4 15"
                + ENTRY_ONE
                + ENTRY_TWO
                + "83 aa'compressed' a4'text'"
                + CHUNK
                + "ad'fluent_signal' 00"));
  }

  private static WireMessage message(String name, String notation, String... records) {
    return new WireMessage(name, notation, ForwardMode.MESSAGE, List.of(records));
  }

  private static WireMessage forward(String name, String notation, String... records) {
    return new WireMessage(name, notation, ForwardMode.FORWARD, List.of(records));
  }

  private static WireMessage packed(String name, String notation) {
    return new WireMessage(name, notation, ForwardMode.PACKED_FORWARD, List.of(ONE, TWO));
  }

  /** The two entries of the packed messages, and what comes of them. */
  static byte[] entries() {
    return Bytes.hex(ENTRY_ONE + ENTRY_TWO);
  }

  static List<String> entriesRecords() {
    return List.of(ONE, TWO);
  }

  /** A CompressedPackedForward message, of which only the frame is literal. */
  static WireMessage compressed(String compression, byte[] payload) {
    String notation =
        "93"
            + TAG
            + "c5"
            + "%04x".formatted(payload.length)
            + HexFormat.of().formatHex(payload)
            + "82 aa'compressed' a4'"
            + compression
            + "'"
            + CHUNK;
    return new WireMessage(
        compression, notation, ForwardMode.COMPRESSED_PACKED_FORWARD, entriesRecords());
  }

  @Override
  public String toString() {
    return name;
  }
}
