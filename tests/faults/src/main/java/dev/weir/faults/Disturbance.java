package dev.weir.faults;

import java.io.IOException;

/** How the way between weir and OpenSearch treats each request. Thread-safe. */
interface Disturbance {
  /** None: each request is carried there, each answer back. */
  Disturbance CALM = exchange -> exchange.answer(exchange.carryOut());

  /**
   * Treats one request.
   *
   * @throws IOException ends the connection
   */
  void treat(Exchange exchange) throws IOException, InterruptedException;
}
