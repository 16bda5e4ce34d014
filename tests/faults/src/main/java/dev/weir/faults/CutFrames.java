package dev.weir.faults;

/** Cuts within what is sent: at once, in its head, or anywhere in the first frames. */
record CutFrames(Dice dice) implements CutRule {
  @Override
  public long forward() {
    return switch (dice.below(5)) {
      case 0 -> 0;
      case 1 -> 1 + dice.below(64);
      case 2 -> 1 + dice.below(64 << 10);
      default -> 1 + dice.below(2 << 20);
    };
  }

  @Override
  public long backward() {
    return NEVER;
  }
}
