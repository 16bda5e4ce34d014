package dev.weir.enrich.geo;

/** One thing that can be known of an address, and the field that it becomes. */
enum GeoPart {
  CONTINENT("geo.continent_code"),
  COUNTRY("geo.country_iso_code"),
  COUNTRY_NAME("geo.country_name"),
  REGION("geo.region_name"),
  CITY("geo.city_name"),
  LOCATION("geo.location"),
  AS_NUMBER("as.number"),
  AS_ORGANIZATION("as.organization.name");

  /** How many there are. */
  static final int COUNT = values().length;

  private final String field;

  GeoPart(String field) {
    this.field = field;
  }

  /** Its place among the values of an answer. */
  @SuppressWarnings("EnumOrdinal") // never leaves this process
  int place() {
    return ordinal();
  }

  /** The field's name behind {@code source.} and the like. */
  String field() {
    return field;
  }
}
