package dev.weir.faults;

/** Where connections are cut. Thread-safe; each connection asks once for each direction. */
interface CutRule {
  /** Not at all. */
  long NEVER = Long.MAX_VALUE;

  /** After what is read next has been handed on: for acknowledgements, right behind one. */
  long BEHIND_NEXT = -1;

  /** After so many bytes towards the server. */
  long forward();

  /** After so many bytes of its answers. */
  long backward();
}
