package dev.weir.pipeline;

import dev.weir.alert.AlertSettings;
import dev.weir.detect.DetectionSet;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Enrichment;
import dev.weir.filter.FilterRule;
import dev.weir.filter.RecordFilter;
import dev.weir.flag.Flags;
import dev.weir.record.FieldNames;
import dev.weir.type.LogTypes;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.crypto.spec.SecretKeySpec;

/** Routes of types without flags and enrichments. */
public final class PlainRoutes {
  private PlainRoutes() {}

  /** Routes with these rules of the filter; ids of events count under the keys of AWS. */
  public static Routes of(LogTypes types, FilterRule... rules) {
    return of(types, IdTrust.OF_KEYS, rules);
  }

  /** Routes with these rules of the filter. */
  static Routes of(LogTypes types, IdTrust trust, FilterRule... rules) {
    FieldNames names = new FieldNames(EcsSchema.get(), List.of());
    return new Routes(
        types,
        names,
        type ->
            new TypeRoute(
                type,
                new Flags(List.of(), names, name -> new LongAdder()),
                new RecordFilter(
                    null, List.of(rules), names, new SecretKeySpec(new byte[] {1}, "HmacSHA256")),
                Enrichment.NONE),
        () -> DetectionSet.NONE,
        trust,
        AlertSettings.DEFAULT);
  }
}
