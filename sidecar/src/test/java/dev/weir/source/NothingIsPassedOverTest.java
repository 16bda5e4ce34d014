package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.StampKind;
import dev.weir.source.content.Containers;
import dev.weir.type.LogTypes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random bytes and lines in random containers, cut at random places and with random bytes changed:
 * where no dead letter stands for a part of an object, each byte of what was put into it is in its
 * records. So whoever deletes only objects without dead letters deletes nothing that is nowhere
 * else.
 */
class NothingIsPassedOverTest {
  private static final int OBJECTS = 1200;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void hasEachByteInRecordsWhereThereIsNoDeadLetter() throws Exception {
    int understood = 0;
    for (int i = 0; i < OBJECTS; i++) {
      ByteArrayOutputStream put = new ByteArrayOutputStream();
      byte[] object = object(put);
      if (random.nextInt(4) == 0) {
        object = Arrays.copyOf(object, random.nextInt(object.length + 1));
      }

      ReadEntries read = ReadEntries.of(object, PartTypes.all(LogTypes.text()));

      assertEquals(read.entries().size(), read.count().records());
      if (isUnderstood(read) && object.length > 0) {
        understood++;
        // What was cut may be no container any more: then its own bytes are what it holds.
        boolean asPut = Arrays.equals(withoutLineEnds(put.toByteArray()), records(read));
        boolean asIs = Arrays.equals(withoutLineEnds(object), records(read));
        assertTrue(asPut || asIs, "object " + i + " of seed " + seed);
      }
    }
    assertTrue(understood > OBJECTS / 10, "understood: " + understood);
  }

  @Test
  void readsWhatWasChangedOnItsWayTheSameOnEachTry() throws Exception {
    for (int i = 0; i < OBJECTS / 4; i++) {
      byte[] object = changed(object(new ByteArrayOutputStream()));

      ReadEntries read = ReadEntries.of(object, PartTypes.all(null));

      assertEquals(read.entries().size(), read.count().records());
      assertEquals(
          read.entries().toString().length(),
          ReadEntries.of(object, PartTypes.all(null)).entries().toString().length(),
          "object " + i + " of seed " + seed);
    }
  }

  private static boolean isUnderstood(ReadEntries read) {
    return read.entries().stream().noneMatch(each -> each.kind() == StampKind.DEAD_LETTER);
  }

  /** An object, and behind one another the contents that were put into it. */
  private byte[] object(ByteArrayOutputStream put) {
    byte[] content = leaf(put);
    int containers = random.nextInt(4);
    for (int i = 0; i < containers; i++) {
      content =
          switch (random.nextInt(6)) {
            case 0, 1 -> Containers.gzip(content);
            case 2 -> Containers.zstd(content);
            case 3 -> Containers.bzip2(content);
            case 4 -> Containers.tar(members(content, put));
            default -> Containers.zip(members(content, put), random.nextBoolean());
          };
    }
    return content;
  }

  /** One member that has been made, and others behind it. */
  private Map<String, byte[]> members(byte[] first, ByteArrayOutputStream put) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("first", first);
    for (int i = random.nextInt(3); i > 0; i--) {
      members.put("other" + i, leaf(put));
    }
    return members;
  }

  private byte[] leaf(ByteArrayOutputStream put) {
    byte[] content =
        switch (random.nextInt(4)) {
          case 0 -> bytes(random.nextInt(1, 40));
          case 1 -> bytes(random.nextInt(1, 9000));
          case 2 -> concat(lines(random.nextInt(600)), bytes(random.nextInt(200)));
          default -> lines(random.nextInt(1, 600));
        };
    put.writeBytes(content);
    put.write('\n');
    return content;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    // Neither a byte order mark nor the magic of a container, which would be read as such.
    if (count > 0) {
      bytes[0] = (byte) random.nextInt('a', 'z');
    }
    return bytes;
  }

  private byte[] lines(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("line ").append(random.nextInt()).append(random.nextInt(9) == 0 ? " é\n" : "\n");
    }
    boolean latin = random.nextBoolean();
    return lines.toString().getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private byte[] changed(byte[] object) {
    byte[] changed = object.clone();
    for (int i = random.nextInt(1, 4); i > 0 && changed.length > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
    }
    return changed;
  }

  private static byte[] records(ReadEntries read) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    read.entries().forEach(each -> lines.writeBytes(each.line()));
    return withoutLineEnds(lines.toByteArray());
  }

  /** Line ends part records, a byte order mark says how to read, padding holds nothing. */
  private static byte[] withoutLineEnds(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return text.replaceAll("[\r\n]|\0{8,}", "").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
