package dev.weir.type;

/** JSON of no particular kind. */
final class Json {
  static final LogType TYPE =
      LogType.named("json", SplitFormat.JSON_VALUES)
          .content(Head::isJson)
          .times(
              new TimeField("@timestamp", TimeField.Form.ISO_8601),
              new TimeField("timestamp", TimeField.Form.ISO_8601),
              new TimeField("timestamp", TimeField.Form.EPOCH_MILLIS),
              new TimeField("time", TimeField.Form.ISO_8601));

  private Json() {}
}
