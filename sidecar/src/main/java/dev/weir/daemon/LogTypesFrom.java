package dev.weir.daemon;

import dev.weir.config.TypeConfig;
import dev.weir.config.WeirConfig;
import dev.weir.indices.TypeIndices;
import dev.weir.type.Indexing;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.TimeField;
import java.time.Duration;
import java.util.List;

/** The types that ship, with what the configuration says of them, and the user's own. */
public final class LogTypesFrom {
  private LogTypesFrom() {}

  /** The types of a configuration. */
  public static LogTypes config(WeirConfig config) {
    LogTypes shipped = LogTypes.shipped();
    return shipped.with(
        config.types().values().stream().map(type -> configured(type, shipped)).toList());
  }

  private static LogType configured(TypeConfig config, LogTypes shipped) {
    LogType known = config.defined() == null ? shipped.named(config.type()) : config.defined();
    LogType type = known == null ? LogTypes.json(config.type()) : known;
    List<TimeField> times = config.timeFields().stream().map(LogTypesFrom::inAnyForm).toList();
    TypeIndices indices = config.indices();
    Duration age = indices.maxEventAge();
    return type.with(times, config.period() == null ? type.period() : config.period())
        .with(config.inner())
        .withFields(indices.fields())
        .indexed(
            new Indexing(
                type.indexing().closed(),
                age == null ? type.indexing().maxEventAge() : age,
                indices.promote()));
  }

  /** The user says where the time is; how it is written there shows. */
  private static TimeField inAnyForm(String path) {
    return new TimeField(path, TimeField.Form.ANY);
  }
}
