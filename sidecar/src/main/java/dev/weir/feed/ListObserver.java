package dev.weir.feed;

/** Hears what becomes of lists. */
public interface ListObserver {
  /** A list is kept from now on; it shows how many entries it has and how old they are. */
  void kept(String name, KeptList<?> list);

  /**
   * A list was asked for.
   *
   * @param outcome {@code loaded}, {@code unchanged} or {@code failed}
   */
  void asked(String name, String outcome);
}
