package dev.weir.cli;

import dev.weir.msgpack.MsgpackException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a dead letter kept of its record, decoded. */
final class LetterBody {
  private static final int HEX_BYTES = 4096;
  private static final int HEX_LINE = 16;

  private LetterBody() {}

  /**
   * As text with line breaks: entries as JSON, one a line; content as it is, if it is UTF-8; else a
   * dump of the bytes.
   *
   * @param form {@code entry}, {@code chunk}, {@code content}; anything else is bytes
   */
  static String text(String form, byte[] body) {
    if (body.length == 0) {
      return "";
    }
    return switch (form) {
      case "entry", "chunk" -> entries(body);
      default -> content(body);
    };
  }

  private static String entries(byte[] body) {
    MsgpackJson json = new MsgpackJson();
    StringBuilder text = new StringBuilder();
    int at = 0;
    try {
      while (at < body.length) {
        String entry = json.next(body, at);
        text.append(entry).append('\n');
        at = json.end();
      }
    } catch (MsgpackException broken) {
      text.append("from byte ").append(at).append(" on no MessagePack:\n");
      hex(body, at, text);
    }
    return text.toString();
  }

  private static String content(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException binary) {
      StringBuilder text = new StringBuilder();
      hex(body, 0, text);
      return text.toString();
    }
  }

  private static void hex(byte[] bytes, int from, StringBuilder text) {
    int end = Math.min(bytes.length, from + HEX_BYTES);
    for (int at = from; at < end; at += HEX_LINE) {
      int lineEnd = Math.min(end, at + HEX_LINE);
      text.append("%08x  ".formatted(at));
      String digits = HexFormat.ofDelimiter(" ").formatHex(bytes, at, lineEnd);
      text.append("%-47s  ".formatted(digits));
      for (int i = at; i < lineEnd; i++) {
        text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
      }
      text.append('\n');
    }
    if (end < bytes.length) {
      text.append("... ").append(bytes.length - end).append(" bytes more\n");
    }
  }
}
