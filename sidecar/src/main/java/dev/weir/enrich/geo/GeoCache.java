package dev.weir.enrich.geo;

import dev.weir.address.IpAddress;
import dev.weir.ecs.EcsValue;
import dev.weir.feed.KeptList;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a set of databases to the addresses that were asked for last. Of addresses that
 * meet in one place the newer stays, so it is bounded and needs no lock: answers are immutable, and
 * a thread that misses another's answer asks again. Thread-safe.
 */
final class GeoCache {
  /** At most, with about 600 bytes an answer, 10 MiB. */
  private static final int PLACES = 1 << 14;

  private final @Nullable GeoDatabase[] databases;
  private final @Nullable Cached[] places = new Cached[PLACES];

  GeoCache(List<@Nullable GeoDatabase> databases) {
    this.databases = databases.toArray(GeoDatabase[]::new);
  }

  private record Cached(long high, long low, GeoAnswer answer) {}

  /** Whether these are the databases that are in force. */
  boolean isOf(List<KeptList<GeoDatabase>> lists) {
    if (databases.length != lists.size()) {
      return false;
    }
    for (int i = 0; i < databases.length; i++) {
      if (databases[i] != lists.get(i).get()) {
        return false;
      }
    }
    return true;
  }

  GeoAnswer find(IpAddress address) {
    long hash = (address.high() * 31 ^ address.low()) * 0x9e37_79b9_7f4a_7c15L;
    int place = (int) (hash >>> 50);
    Cached cached = places[place];
    if (cached != null && cached.low == address.low() && cached.high == address.high()) {
      return cached.answer;
    }
    GeoAnswer answer = ask(address.toInetAddress());
    places[place] = new Cached(address.high(), address.low(), answer);
    return answer;
  }

  private GeoAnswer ask(InetAddress address) {
    List<VendorRecord> records = new ArrayList<>(databases.length);
    for (GeoDatabase database : databases) {
      VendorRecord record = database == null ? null : database.find(address);
      if (record != null) {
        records.add(record);
      }
    }
    @Nullable EcsValue[] values = new EcsValue[GeoPart.COUNT];
    boolean any = false;
    for (GeoPart part : GeoPart.values()) {
      EcsValue value = first(records, part);
      values[part.place()] = value;
      any |= value != null;
    }
    return any ? GeoAnswer.of(values) : GeoAnswer.NOTHING;
  }

  private static @Nullable EcsValue first(List<VendorRecord> records, GeoPart part) {
    for (VendorRecord record : records) {
      EcsValue value = record.part(part);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
