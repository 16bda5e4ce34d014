package dev.weir.faults;

import java.io.IOException;

/** Lets requests be carried out, and cuts the answer off at any byte of it. */
final class AnswerCut implements Disturbance {
  private final Dice dice;

  AnswerCut(Dice dice) {
    this.dice = dice;
  }

  @Override
  public void treat(Exchange exchange) throws IOException {
    HttpMessage answer = exchange.carryOut();
    if (exchange.request().isHead() || dice.percent(20)) {
      exchange.answer(answer);
    } else {
      exchange.cut(answer, dice.below(answer.bytes().length));
    }
  }
}
