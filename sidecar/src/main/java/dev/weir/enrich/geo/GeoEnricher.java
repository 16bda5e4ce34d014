package dev.weir.enrich.geo;

import dev.weir.address.IpAddress;
import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.ecs.EcsValue;
import dev.weir.enrich.Enricher;
import dev.weir.enrich.Subject;
import dev.weir.enrich.Tally;
import dev.weir.feed.KeptList;
import java.util.List;

/**
 * Adds {@code geo.*} and {@code as.*} beside addresses. Private and reserved addresses are not
 * looked up, and not counted.
 */
public final class GeoEnricher implements Enricher {
  private final List<KeptList<GeoDatabase>> databases;
  private final Side[] sides;
  private final Tally tally;
  private volatile GeoCache cache = new GeoCache(List.of());

  /**
   * Looks addresses up.
   *
   * @param databases asked in this order for each part that is not known yet
   * @param of {@code source}, {@code destination} and the like
   */
  public GeoEnricher(List<KeptList<GeoDatabase>> databases, List<String> of, Tally tally) {
    this.databases = List.copyOf(databases);
    this.sides = of.stream().map(Side::new).toArray(Side[]::new);
    this.tally = tally;
  }

  @Override
  public void enrich(Subject record) {
    EcsFields fields = record.fields();
    for (Side side : sides) {
      int value = fields.first(side.ip);
      IpAddress address = record.address();
      if (value >= 0
          && fields.isText(value)
          && address.parse(fields.bytes(value), fields.at(value), fields.length(value))
          && address.isPublic()) {
        GeoAnswer answer = current().find(address);
        tally.count(!answer.isNothing());
        side.fill(answer, fields);
      }
    }
  }

  /** The cache of the databases that are in force. */
  private GeoCache current() {
    GeoCache now = cache;
    if (!now.isOf(databases)) {
      now = new GeoCache(databases.stream().map(KeptList::get).toList());
      cache = now;
    }
    return now;
  }

  /** The fields beside one address. */
  private static final class Side {
    private final EcsField ip;
    private final EcsField[] parts;

    Side(String name) {
      EcsSchema schema = EcsSchema.get();
      ip = schema.field(name + ".ip");
      parts = new EcsField[GeoPart.COUNT];
      for (GeoPart part : GeoPart.values()) {
        parts[part.place()] = schema.field(name + "." + part.field());
      }
    }

    void fill(GeoAnswer answer, EcsFields fields) {
      for (int i = 0; i < parts.length; i++) {
        EcsValue value = answer.value(i);
        if (value != null && !fields.has(parts[i])) {
          fields.set(parts[i], value);
        }
      }
    }
  }
}
