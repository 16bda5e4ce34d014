package dev.weir.faults;

/**
 * Records that came together.
 *
 * @param name the object's key, or what else they came in
 * @param version the object's version as S3 gave it; empty for records of hosts
 * @param records how many
 * @param required false for an object that was overwritten before it was surely read: S3 no longer
 *     has it, so what of it is there has to be right, but need not be all
 */
record Batch(String name, String version, int records, boolean required) {
  boolean isObject() {
    return !version.isEmpty();
  }

  Batch optional() {
    return new Batch(name, version, records, false);
  }
}
