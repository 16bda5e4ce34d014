package dev.weir.type;

import java.util.Locale;

/** What a field holds, and so how OpenSearch indexes it. */
public enum FieldType {
  /** Text that is searched for as a whole. */
  KEYWORD("{\"type\":\"keyword\",\"ignore_above\":1024}", false),
  /** Text in which words are searched for. */
  TEXT("{\"type\":\"text\"}", false),
  LONG("{\"type\":\"long\"}", false),
  DOUBLE("{\"type\":\"double\"}", false),
  /** True or false; a keyword, since a boolean field refuses a document with anything else. */
  BOOLEAN("{\"type\":\"keyword\",\"ignore_above\":1024}", false),
  IP("{\"type\":\"ip\"}", false),
  DATE("{\"type\":\"date\"}", false),
  EPOCH_MILLIS("{\"type\":\"date\",\"format\":\"epoch_millis||strict_date_optional_time\"}", false),
  EPOCH_SECONDS(
      "{\"type\":\"date\",\"format\":\"epoch_second||strict_date_optional_time\"}", false),
  /** An object of which anything may be a member. */
  FLAT("{\"type\":\"flat_object\"}", true),
  /** Kept in the document and not searched. */
  STORED("{\"type\":\"object\",\"enabled\":false}", true);

  private final String mapping;
  private final boolean object;

  FieldType(String mapping, boolean object) {
    this.mapping = mapping;
    this.object = object;
  }

  /** The mapping of such a field, as JSON. */
  public String mapping() {
    return mapping;
  }

  /** Whether its value is an object; if not, it is a scalar or an array of such. */
  public boolean isObject() {
    return object;
  }

  /** Its name in a type's file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
