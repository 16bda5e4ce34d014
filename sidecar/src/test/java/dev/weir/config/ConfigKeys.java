package dev.weir.config;

import dev.weir.units.ByteSize;
import dev.weir.yaml.DeclaredKey;
import dev.weir.yaml.DeclaredKeys;
import dev.weir.yaml.Environment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys of {@code weir.yaml}. */
final class ConfigKeys {
  private ConfigKeys() {}

  /** On hosts of different sizes and names, so that no default of one of them counts for all. */
  static Map<String, DeclaredKey> all() {
    List<DeclaredKeys.Reader> readers =
        Stream.of(256, 8192)
            .map(heap -> new ConfigFile(host("host-" + heap), ByteSize.ofMiB(heap)))
            .map(reader -> (DeclaredKeys.Reader) reader::read)
            .toList();
    return DeclaredKeys.of(readers);
  }

  private static Environment host(String name) {
    return variable -> variable.equals("HOSTNAME") ? name : null;
  }
}
