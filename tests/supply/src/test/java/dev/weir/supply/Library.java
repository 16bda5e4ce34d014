package dev.weir.supply;

/**
 * A library, or a copy of one inside of another.
 *
 * @param name {@code group:artifact}
 * @param inside the jar's file name
 */
record Library(String name, String version, String inside) {
  @Override
  public String toString() {
    return name + ":" + version + " in " + inside;
  }
}
