package dev.weir.type;

/** JSON of no particular kind, and the kinds that the user names. */
final class Json {
  static final LogType TYPE = named("json").content(Head::isJson);

  private Json() {}

  /** JSON values with the usual names for the time, recognised by nothing. */
  static LogType named(String name) {
    return LogType.named(name, SplitFormat.JSON_VALUES)
        .times(
            new TimeField("@timestamp", TimeField.Form.ISO_8601),
            new TimeField("timestamp", TimeField.Form.ISO_8601),
            new TimeField("timestamp", TimeField.Form.EPOCH_MILLIS),
            new TimeField("time", TimeField.Form.ISO_8601));
  }
}
