package dev.weir.faults;

import java.io.IOException;

/**
 * Refuses whole requests with 429 or 503: before they are carried out, after, or after a part of
 * them was, as a node does whose indexing pressure rises midway.
 */
final class RequestStorm implements Disturbance {
  private final Dice dice;

  RequestStorm(Dice dice) {
    this.dice = dice;
  }

  @Override
  public void treat(Exchange exchange) throws IOException {
    if (dice.percent(20)) {
      exchange.answer(exchange.carryOut());
      return;
    }
    if (exchange.request().isBulk()) {
      switch (dice.below(3)) {
        case 0 -> exchange.carryOut();
        case 1 -> {
          BulkBody half = BulkBody.of(exchange.request().body()).firstHalf();
          if (half.size() > 0) {
            exchange.carryOut(exchange.request().withBody(half.bytes()));
          }
        }
        default -> {
          // Not carried out at all.
        }
      }
    }
    exchange.answer(refusal(dice.percent(50) ? 429 : 503));
  }

  static HttpMessage refusal(int status) {
    String type =
        status == 429 ? "rejected_execution_exception" : "cluster_manager_not_discovered_exception";
    String error = "{\"type\":\"" + type + "\",\"reason\":\"a storm\"}";
    return HttpMessage.answer(
        status,
        "{\"error\":{\"root_cause\":["
            + error
            + "],"
            + error.substring(1)
            + ",\"status\":"
            + status
            + "}");
  }
}
