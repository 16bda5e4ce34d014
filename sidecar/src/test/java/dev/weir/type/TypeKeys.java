package dev.weir.type;

import dev.weir.yaml.DeclaredKey;
import dev.weir.yaml.DeclaredKeys;
import java.util.List;
import java.util.Map;

/** The keys of the file that defines a type. */
public final class TypeKeys {
  private TypeKeys() {}

  public static Map<String, DeclaredKey> all() {
    return DeclaredKeys.of(List.of(TypeFile::read));
  }
}
