package dev.weir.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MapIndexTest {
  private final MapIndex index = new MapIndex();

  @Test
  void findsEachOfManyNamesThatBeginAlike() throws MsgpackException {
    List<String> names = IntStream.range(0, 300).mapToObj(i -> "same-beginning-" + i).toList();

    index.read(map(names));

    for (int i = 0; i < names.size(); i++) {
      assertEquals(i, index.find(new FieldName(names.get(i))));
    }
    assertEquals(-1, index.find(new FieldName("same-beginning-300")));
  }

  @Test
  void findsTheFirstOfRepeatedNames() throws MsgpackException {
    index.read(map(List.of("a", "action", "a", "action")));

    assertEquals(0, index.find(new FieldName("a")));
    assertEquals(1, index.find(new FieldName("action")));
  }

  @Test
  void forgetsTheMapBefore() throws MsgpackException {
    index.read(map(List.of("a", "b", "c")));

    index.read(map(List.of("c")));

    assertEquals(-1, index.find(new FieldName("a")));
    assertEquals(0, index.find(new FieldName("c")));
  }

  @Test
  void takesSmallMapsAloneAndLeavesOutNamesThatAreNoText() throws MsgpackException {
    MsgpackWriter writer = new MsgpackWriter(64);
    writer.writeMapHeader(2);
    writer.writeLong(1);
    writer.writeLong(2);
    writer.writeStr("b");
    writer.writeLong(3);

    assertTrue(index.readSmall(reader(writer)));

    assertEquals(1, index.size());
    assertEquals(0, index.find(new FieldName("b")));
    assertFalse(index.readSmall(map(IntStream.range(0, 65).mapToObj(Integer::toString).toList())));
  }

  private static MsgpackReader map(List<String> names) {
    MsgpackWriter writer = new MsgpackWriter(64);
    writer.writeMapHeader(names.size());
    for (String name : names) {
      writer.writeStr(name);
      writer.writeLong(1);
    }
    return reader(writer);
  }

  private static MsgpackReader reader(MsgpackWriter writer) {
    return new MsgpackReader().reset(writer.bytes(), 0, writer.size());
  }
}
