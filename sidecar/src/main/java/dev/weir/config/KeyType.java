package dev.weir.config;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;

/**
 * Objects whose key matches are of a type.
 *
 * @param key a glob: {@code *} within a part of the key, {@code **} across parts
 * @param type the type of their records
 */
public record KeyType(String key, String type) {

  static KeyType read(Section section, KnownTypes known) {
    return new KeyType(
        section.required("key", "", "a glob for keys", Forms.TEXT),
        section.required("type", "", "a type", known));
  }
}
