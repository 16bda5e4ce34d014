package dev.weir.fluentbit;

import java.util.Optional;

/** Filters on {@code s3.*} that take the stamp, the field {@code _weir}, out of the record. */
final class StampRule implements Rule {
  private static final String STAMP = "_weir";
  private static final String WHY =
      "A record without it is indexed, but its object can never be settled";

  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section filter : configuration.filters()) {
      if (filter.mayTake(Tags.OBJECTS)) {
        check(filter, findings);
      }
    }
  }

  private static void check(Section filter, Findings findings) {
    switch (filter.plugin()) {
      case "record_modifier" -> {
        named(filter, "remove_key").ifPresent(key -> removed(filter, key, findings));
        boolean lists =
            filter.property("allowlist_key").isPresent()
                || filter.property("whitelist_key").isPresent();
        if (lists
            && named(filter, "allowlist_key").isEmpty()
            && named(filter, "whitelist_key").isEmpty()) {
          findings.loss(
              filter, "allowlist_key", "the list lacks _weir", WHY, "allowlist_key _weir");
        }
      }
      case "modify" -> {
        named(filter, "remove").ifPresent(key -> removed(filter, key, findings));
        named(filter, "rename").ifPresent(key -> removed(filter, key, findings));
        named(filter, "set").ifPresent(key -> removed(filter, key, findings));
        filter.all("remove_wildcard").stream()
            .filter(key -> STAMP.startsWith(key.value()))
            .forEach(key -> removed(filter, key, findings));
      }
      case "parser" -> {
        if (!filter.isOn("reserve_data")) {
          findings.loss(
              filter,
              "reserve_data",
              "no reserve_data",
              "A record that is parsed loses its other fields, _weir among them. " + WHY,
              "reserve_data on");
        }
      }
      case "nest" ->
          filter.all("wildcard").stream()
              .filter(key -> Tags.overlap(key.value(), STAMP))
              .forEach(key -> removed(filter, key, findings));
      default -> {
        // Others leave fields that they do not name.
      }
    }
  }

  private static Optional<Property> named(Section filter, String key) {
    return filter.all(key).stream()
        .filter(each -> (each.value() + " ").startsWith(STAMP + " "))
        .findFirst();
  }

  private static void removed(Section filter, Property key, Findings findings) {
    findings.loss(
        filter, key.key(), key.key() + " " + key.value() + " takes _weir away", WHY, "no such key");
  }
}
