package dev.weir.source.send;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** One entry of a received frame, as an independent decoder sees it. */
public record ReceivedEntry(long seconds, Map<Value, Value> map) {
  public byte[] stamp() {
    return value("_weir").asStringValue().asByteArray();
  }

  public boolean has(String name) {
    return map.containsKey(ValueFactory.newString(name));
  }

  public Value value(String name) {
    Value value = map.get(ValueFactory.newString(name));
    if (value == null) {
      throw new AssertionError("no " + name + " in " + map.keySet());
    }
    return value;
  }

  public String text(String name) {
    return new String(value(name).asRawValue().asByteArray(), StandardCharsets.UTF_8);
  }
}
