package dev.weir.type;

import dev.weir.yaml.Section;
import java.util.List;

/** Finds names of fields in rules that no record of the rule's type can have. */
public interface FieldCheck {
  /**
   * Reports names of which none can be there.
   *
   * @param key says where in the section they stand
   * @param type the name of the rule's type
   */
  void check(Section section, String key, String type, List<String> fields);
}
