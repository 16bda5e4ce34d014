package dev.weir.match;

import dev.weir.event.FieldValue;
import dev.weir.lookup.ByteTable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** One of many texts. Its time does not depend on how many there are. Immutable. */
public final class TextSet implements ValueTest {
  private final ByteTable texts = new ByteTable();
  private final List<String> source;
  private final boolean isCased;

  /** These texts; without regard to case unless {@code isCased}. */
  public TextSet(Collection<String> texts, boolean isCased) {
    this.source = List.copyOf(texts);
    this.isCased = isCased;
    for (String text : texts) {
      this.texts.put((isCased ? text : Letters.lower(text)).getBytes(StandardCharsets.UTF_8), 0);
    }
  }

  @Override
  public boolean isCased() {
    return isCased;
  }

  /** The texts as they were given. */
  public List<String> texts() {
    return source;
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    return value.write() && texts.find(value.bytes(), value.at(), value.length()) != ByteTable.NONE;
  }

  @Override
  public String toString() {
    return String.join(", ", source);
  }
}
