package dev.weir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.address.IpAddress;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No line stops a parser, whatever is in it, and what it makes of it is JSON. */
class OddLinesTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/weir/type");
  private static final ReservedNames NONE = new ReservedNames(List.of());
  private static final JsonMapper JSON = new JsonMapper();
  private static final int LINES = 3_000;

  static Stream<LogType> types() {
    return LogTypes.shipped().all().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsLinesThatAreCutAndChangedAnywhere(LogType type) throws Exception {
    TypeParser parser = new TypeParser(type, NONE);
    EcsFields normal = new EcsFields(EcsSchema.get());
    Random random = new Random(7);
    List<byte[]> seeds = seeds();
    for (int i = 0; i < LINES; i++) {
      byte[] line = changed(seeds.get(random.nextInt(seeds.size())), random);
      LogEvent fields = parser.fields(record(line), true);
      parser.readTime(fields, 1_795_226_400L, 0);
      normal.clear();
      parser.normalize(fields, normal);
      JsonBuffer out = new JsonBuffer(256);
      boolean unusedValid = fields.writeTo(out);
      boolean unusedToo = normal.writeTo(out);
      String json = new String(out.raw('}').toByteArray(), StandardCharsets.UTF_8);
      assertTrue(JSON.readTree(json.replace("{,", "{")).isObject(), json);
    }
  }

  @Test
  void isNotSlowedDownByQuotesThatNothingCloses() throws Exception {
    byte[] line = "\"x ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    for (String name :
        List.of(
            "aws.alb", "aws.s3access", "apache.access", "apache.error", "nginx.error", "syslog")) {
      TypeParser parser = new TypeParser(type(name), NONE);
      LogEvent record = record(line);
      assertTimeout(Duration.ofSeconds(5), () -> parser.fields(record, true));
    }
  }

  @Test
  void isNotSlowedDownByTextsThatComeAgainAndAgain() throws Exception {
    Map<String, String> hostile =
        Map.of(
            "linux.auth", "Nov 20 22:14:15 h sshd[1]: Failed password for @ from 1.2.3.4 port 1 x",
            "apache.error", "[Fri Nov 20 22:14:15 2026] [core:error] [pid 1] @, referer: x",
            "nginx.error", "2026/11/20 22:14:15 [error] 1#1: @, client: 1.2.3.4, request: \"x");
    for (Map.Entry<String, String> each : hostile.entrySet()) {
      String again = " from 1.2.3.4 port 22 ssh2, referer: , client: \", host: \"".repeat(1 << 16);
      byte[] line = each.getValue().replace("@", again).getBytes(StandardCharsets.US_ASCII);
      TypeParser parser = new TypeParser(type(each.getKey()), NONE);
      LogEvent record = record(line);
      assertTimeout(Duration.ofSeconds(5), () -> parser.fields(record, true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, true",
    "1.2.3, false",
    "1.2.3.256, false",
    "01.2.3.4, false",
    "1.2.3.4., false",
    "'::', true",
    "'::1', true",
    "'1::', true",
    "':', false",
    "':::', false",
    "'1::2::3', false",
    "'1:2:3:4:5:6:7:8', true",
    "'1:2:3:4:5:6:7', false",
    "'1:2:3:4:5:6:7:8:9', false",
    "'::ffff:1.2.3.4', true",
    "'::ffff:1.2.3', false",
    "'1:', false",
    "':1', false",
    "'2001:db8::g', false",
    "'12345::', false",
    "'1:2:3:4:5:6:7::', true",
    "'1:2:3:4:5:6:1.2.3.4', true",
    "'1:2:3:4:5:6:7:1.2.3.4', false",
    "ab, false"
  })
  void tellsAddresses(String text, boolean is) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

    assertEquals(is, IpAddress.isAddress(bytes, 0, bytes.length), text);
    assertFalse(IpAddress.isAddress(bytes, 0, 1));
  }

  private static LogType type(String name) {
    return types().filter(type -> type.name().equals(name)).findFirst().orElseThrow();
  }

  private static LogEvent record(byte[] line) throws Exception {
    MsgpackWriter record = new MsgpackWriter(line.length + 20);
    record.writeMapHeader(1);
    record.writeStr("message");
    record.writeStr(line, 0, line.length);
    LogEvent event = new LogEvent(NONE);
    int unused = event.reset(record.bytes(), 0, record.size());
    return event;
  }

  private static List<byte[]> seeds() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".log")).sorted().toList()) {
        // Byte for byte: not all of them are UTF-8.
        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
            .lines()
            .forEach(line -> seeds.add(line.getBytes(StandardCharsets.ISO_8859_1)));
      }
    }
    return seeds;
  }

  private static byte[] changed(byte[] seed, Random random) {
    byte[] line = new byte[random.nextInt(seed.length + 1)];
    System.arraycopy(seed, 0, line, 0, line.length);
    String odd = "\"[]<>- =:\\.\t1Z/";
    for (int i = random.nextInt(4); i > 0 && line.length > 0; i--) {
      line[random.nextInt(line.length)] =
          random.nextInt(8) == 0
              ? (byte) random.nextInt(256)
              : (byte) odd.charAt(random.nextInt(odd.length()));
    }
    return line;
  }
}
