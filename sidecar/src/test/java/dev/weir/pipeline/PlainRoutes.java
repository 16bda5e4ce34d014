package dev.weir.pipeline;

import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Enrichment;
import dev.weir.filter.DropRule;
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

  /** Routes that drop what these rules hold for; ids of events count under the keys of AWS. */
  public static Routes of(LogTypes types, DropRule... drops) {
    return of(types, IdTrust.OF_KEYS, drops);
  }

  /** Routes that drop what these rules hold for. */
  static Routes of(LogTypes types, IdTrust trust, DropRule... drops) {
    return new Routes(
        types,
        new FieldNames(EcsSchema.get(), List.of()),
        type ->
            new TypeRoute(
                type,
                new Flags(List.of(), name -> new LongAdder()),
                new RecordFilter(
                    List.of(drops), List.of(), new SecretKeySpec(new byte[] {1}, "HmacSHA256")),
                Enrichment.NONE),
        trust);
  }
}
