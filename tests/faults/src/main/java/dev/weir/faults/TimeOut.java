package dev.weir.faults;

import java.io.IOException;
import java.time.Duration;

/**
 * Answers later than weir waits. Some requests are carried out at once, and some only after weir
 * has given them up, when their second try may be there before them.
 */
final class TimeOut implements Disturbance {
  private final Dice dice;
  private final Duration delay;

  TimeOut(Dice dice, Duration delay) {
    this.dice = dice;
    this.delay = delay;
  }

  @Override
  public void treat(Exchange exchange) throws IOException, InterruptedException {
    if (dice.percent(40)) {
      exchange.answer(exchange.carryOut());
      return;
    }
    if (dice.percent(50)) {
      Thread.sleep(delay);
      exchange.answer(exchange.carryOut());
    } else {
      HttpMessage answer = exchange.carryOut();
      Thread.sleep(delay);
      exchange.answer(answer);
    }
  }
}
