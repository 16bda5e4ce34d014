package dev.weir.faults;

import java.io.IOException;

/** Resets the connection instead of an answer, whether the request was carried out or not. */
final class RequestCut implements Disturbance {
  private final Dice dice;

  RequestCut(Dice dice) {
    this.dice = dice;
  }

  @Override
  public void treat(Exchange exchange) throws IOException {
    switch (dice.below(5)) {
      case 0 -> exchange.answer(exchange.carryOut());
      case 1, 2 -> exchange.reset();
      default -> {
        exchange.carryOut();
        exchange.reset();
      }
    }
  }
}
