package dev.weir.replay;

import dev.weir.account.ObjectVersion;

/**
 * The source's side of a replay: dead letters of objects on which the source gave up as a whole.
 * Once the object is settled, the dead letter is marked as replayed; if the source gives up on the
 * object again, it writes the dead letter in place of the old one, open.
 */
@FunctionalInterface
public interface ObjectReplay {
  /** Of a host without a source: no object can be read again. */
  ObjectReplay NONE = object -> false;

  /**
   * Has the source read the object again, and waits until it is settled. Its records have the ids
   * they had, so what is indexed stays as it is.
   *
   * @return whether it is settled; false if this host's source may not read it, or still cannot
   */
  boolean take(ObjectVersion object) throws InterruptedException;
}
