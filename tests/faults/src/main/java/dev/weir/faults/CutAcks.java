package dev.weir.faults;

/** Cuts before an acknowledgement, within it, or right behind it. */
record CutAcks(Dice dice) implements CutRule {
  @Override
  public long forward() {
    return NEVER;
  }

  @Override
  public long backward() {
    return switch (dice.below(3)) {
      case 0 -> 0;
      case 1 -> 1 + dice.below(40);
      default -> BEHIND_NEXT;
    };
  }
}
