package dev.weir.yaml;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Counts depth and aliases while events pass, before the tree is built of them, which takes a level
 * of the stack for each of its own.
 */
final class BoundedParser implements Parser {
  private final Parser events;
  private int depth;
  private int aliases;

  BoundedParser(Parser events) {
    this.events = events;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return events.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return events.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return events.hasNext();
  }

  @Override
  public Event next() {
    Event event = events.next();
    switch (event.getEventId()) {
      case MappingStart, SequenceStart -> depth++;
      case MappingEnd, SequenceEnd -> depth--;
      case Alias -> aliases++;
      case Comment, DocumentStart, DocumentEnd, Scalar, StreamStart, StreamEnd -> {}
    }
    boolean deep = depth > YamlTree.MAX_DEPTH;
    if (deep || aliases > YamlTree.MAX_ALIASES) {
      throw new ExcessException(
          new Problem(
              "",
              YamlTree.line(event.getStartMark()),
              deep ? "deeper nesting" : "more aliases",
              deep
                  ? "at most " + YamlTree.MAX_DEPTH + " levels"
                  : "at most " + YamlTree.MAX_ALIASES + " aliases"));
    }
    return event;
  }
}
