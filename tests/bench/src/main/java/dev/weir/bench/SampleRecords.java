package dev.weir.bench;

import dev.weir.json.JsonException;
import dev.weir.json.JsonTranscoder;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.LogType;
import dev.weir.type.RecordFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records of one log type as the source sends them, made from {@code samples/<type>.txt}: lines as
 * such logs have them, with places for what differs from one to the next. A first line that begins
 * with {@code header} is the header of all others.
 */
final class SampleRecords {
  /** The object that all of them lie in. */
  static final String OBJECT =
      "s3://logs-example/AWSLogs/123456789012/eu-west-1/2026/11/20/log-0123456789abcdef.gz";

  private static final int DEPTH = 100;
  private static final String HEADER = "header ";
  private static final Pattern PLACE = Pattern.compile("\\$\\{([a-zA-Z]+)(\\d*)}");
  private static final List<String> WORDS =
      List.of("orders", "basket", "login", "search", "invoice", "stock", "report", "profile");

  private final LogType type;
  private final List<byte[]> packed = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Random random = new Random(1);
  private long textBytes;

  private SampleRecords(LogType type) {
    this.type = type;
  }

  /**
   * Makes records.
   *
   * @throws IllegalStateException if there is no sample of the type
   */
  static SampleRecords of(LogType type, int records) {
    return of(type, records, UnaryOperator.identity());
  }

  /**
   * Makes records.
   *
   * @param change what becomes of each line
   */
  static SampleRecords of(LogType type, int records, UnaryOperator<String> change) {
    SampleRecords made = new SampleRecords(type);
    List<String> lines = lines(type);
    String header = "";
    if (lines.getFirst().startsWith(HEADER)) {
      header = lines.getFirst().substring(HEADER.length());
      lines = lines.subList(1, lines.size());
    }
    for (int i = 0; i < records; i++) {
      made.add(change.apply(made.filled(lines.get(i % lines.size()))), header);
    }
    return made;
  }

  LogType type() {
    return type;
  }

  /** The records, MessagePack maps. */
  List<byte[]> packed() {
    return packed;
  }

  /** The records as they lie in the log. */
  List<String> texts() {
    return texts;
  }

  /** How many bytes they are in the log, line ends included. */
  long textBytes() {
    return textBytes;
  }

  /** Whether a line is JSON, and not text that has to be taken apart. */
  boolean isJson() {
    return type.format() instanceof RecordFormat.Json
        || type.format() instanceof RecordFormat.Inner;
  }

  private void add(String line, String header) {
    byte[] text = line.getBytes(StandardCharsets.UTF_8);
    texts.add(line);
    textBytes += text.length + 1;
    MsgpackWriter out = new MsgpackWriter(2 * text.length + 64);
    if (isJson()) {
      try {
        new JsonTranscoder(out, DEPTH).record(text, 0, text.length, 0);
      } catch (JsonException e) {
        throw new IllegalStateException("the sample of " + type + " is no JSON", e);
      }
    } else {
      out.writeMapHeader(header.isEmpty() ? 1 : 2);
      out.writeStr("message");
      out.writeStr(text, 0, text.length);
      if (!header.isEmpty()) {
        out.writeStr("_env");
        out.writeStr(header);
      }
    }
    packed.add(out.toByteArray());
  }

  private String filled(String line) {
    return PLACE
        .matcher(line)
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), place.group(2))));
  }

  private String value(String kind, String digits) {
    return switch (kind) {
      case "hex" -> hex(Integer.parseInt(digits));
      case "HEX" -> hex(Integer.parseInt(digits)).toUpperCase(Locale.ROOT);
      case "ip" -> "198.51." + random.nextInt(100, 200) + "." + random.nextInt(1, 255);
      case "nn" -> Integer.toString(random.nextInt(10, 60));
      case "int" -> Integer.toString(random.nextInt(10_000_000, 99_999_999));
      case "word" -> WORDS.get(random.nextInt(WORDS.size()));
      default -> throw new IllegalStateException("no place of the kind " + kind + " in " + type);
    };
  }

  private String hex(int digits) {
    StringBuilder hex = new StringBuilder();
    while (hex.length() < digits) {
      hex.append("%08x".formatted(random.nextInt()));
    }
    return hex.substring(0, digits);
  }

  private static List<String> lines(LogType type) {
    String name = "samples/" + type.name() + ".txt";
    try (InputStream sample = SampleRecords.class.getResourceAsStream(name)) {
      if (sample == null) {
        throw new IllegalStateException(
            "no sample of " + type + ": tests/bench/src/main/resources/dev/weir/bench/" + name);
      }
      return new String(sample.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
