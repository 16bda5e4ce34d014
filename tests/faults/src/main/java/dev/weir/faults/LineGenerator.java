package dev.weir.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Plain JSON lines with what is hard to carry: any script, escapes, long texts, large numbers. */
final class LineGenerator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] SCRIPTS = {
    "plain text ",
    "Größe ",
    "журнал ",
    "ログ ",
    "سجل ",
    "🦺 ",
    "\"quoted\\\" ",
    "tab\t nul\u0000 ",
    "\u2028 "
  };

  private final Random random;
  private long number;

  LineGenerator(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Lines, each a record.
   *
   * @param name begins each line's own name, unique in the run
   */
  byte[] next(String name, int records, Instant time) {
    StringBuilder lines = new StringBuilder(records * 200);
    for (int i = 0; i < records; i++) {
      ObjectNode line = JSON.createObjectNode();
      line.put("line", name + "-" + number++);
      line.put("time", time.minusMillis(records - i).toString());
      line.put("text", text(random.nextInt(200) == 0 ? 4_000 : random.nextInt(20)));
      line.put("number", random.nextLong());
      ObjectNode part = line.putObject("part");
      part.put("yes", random.nextBoolean()).putNull("nothing");
      part.putArray("list").add(random.nextInt(1_000)).add(-random.nextInt(1_000));
      lines.append(line).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String text(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(SCRIPTS[random.nextInt(SCRIPTS.length)]);
    }
    return text.toString();
  }
}
