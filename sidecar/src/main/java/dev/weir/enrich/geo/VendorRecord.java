package dev.weir.enrich.geo;

import dev.weir.ecs.EcsValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the record that a database has of an address. Vendors nest and name things differently:
 * MaxMind and DB-IP nest ({@code country.iso_code}, {@code city.names.en}), IPinfo and others are
 * flat ({@code country}, {@code asn: AS15169}).
 */
final class VendorRecord {
  private static final int MOST_TEXT = 256;
  private static final int MOST_AS = 10;

  private final Map<?, ?> record;

  VendorRecord(Map<?, ?> record) {
    this.record = record;
  }

  /** The part's value, or null where the record has none. */
  @Nullable EcsValue part(GeoPart part) {
    return switch (part) {
      case CONTINENT -> text(code(first("continent.code", "continent_code", "continent")));
      case COUNTRY ->
          text(code(first("country.iso_code", "country_code", "country_iso_code", "country")));
      case COUNTRY_NAME -> text(countryName());
      case REGION -> text(region());
      case CITY -> text(first("city.names.en", "city.name", "city_name", "city"));
      case LOCATION -> location();
      case AS_NUMBER -> asNumber();
      case AS_ORGANIZATION -> text(asOrganization());
    };
  }

  /** Codes have two letters; what is longer where one is looked for is a name. */
  private static @Nullable Object code(@Nullable Object value) {
    return value instanceof String text && text.length() == 2 ? text : null;
  }

  private @Nullable Object countryName() {
    Object name = first("country.names.en", "country.name", "country_name");
    if (name != null) {
      return name;
    }
    return first("country") instanceof String text && text.length() > 2 ? text : null;
  }

  private @Nullable Object region() {
    if (record.get("subdivisions") instanceof List<?> parts
        && !parts.isEmpty()
        && parts.getLast() instanceof Map<?, ?> last) {
      return new VendorRecord(last).first("names.en", "name", "iso_code");
    }
    return first("region_name", "region.names.en", "region.name", "region", "stateprov", "state1");
  }

  private @Nullable EcsValue location() {
    Double latitude = number(first("location.latitude", "latitude", "lat"));
    Double longitude = number(first("location.longitude", "longitude", "lng", "lon"));
    if (latitude == null && first("loc", "location") instanceof String pair) {
      int comma = pair.indexOf(',');
      latitude = comma < 0 ? null : number(pair.substring(0, comma).strip());
      longitude = comma < 0 ? null : number(pair.substring(comma + 1).strip());
    }
    if (latitude == null
        || longitude == null
        || !(Math.abs(latitude) <= 90)
        || !(Math.abs(longitude) <= 180)) {
      return null;
    }
    return EcsValue.point(latitude, longitude);
  }

  private @Nullable EcsValue asNumber() {
    Object value = first("autonomous_system_number", "asn.asn", "asn", "as_number");
    String digits =
        value instanceof Number number
            ? Long.toString(number.longValue())
            : value instanceof String text && text.startsWith("AS") ? text.substring(2) : "";
    if (value instanceof String text && digits.isEmpty()) {
      digits = text;
    }
    return digits.length() <= MOST_AS && digits.matches("[1-9][0-9]*")
        ? EcsValue.number(Long.parseLong(digits))
        : null;
  }

  private @Nullable Object asOrganization() {
    Object name = first("autonomous_system_organization", "as_organization", "as_name", "asn.name");
    return name == null && record.containsKey("asn") ? first("name") : name;
  }

  private @Nullable EcsValue text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank()
        ? EcsValue.text(text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text)
        : null;
  }

  private static @Nullable Double number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    try {
      return value instanceof String text && text.length() < 32 ? Double.valueOf(text) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** What the first of these paths that the record has leads to. */
  private @Nullable Object first(String... paths) {
    for (String path : paths) {
      Object at = record;
      for (String name : path.split("\\.", -1)) {
        at = at instanceof Map<?, ?> map ? map.get(name) : null;
      }
      if (at != null && !(at instanceof Map<?, ?>)) {
        return at;
      }
    }
    return null;
  }
}
