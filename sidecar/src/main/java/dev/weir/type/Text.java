package dev.weir.type;

/** Lines of text: what is left when nothing else fits. */
final class Text {
  static final LogType TYPE = LogType.named("text", SplitFormat.TEXT_LINES);

  private Text() {}
}
