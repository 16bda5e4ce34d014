package dev.weir.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.opensearch.Rest;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sink that writes into the OpenSearch of the lab, and leaves nothing in flight or held. */
@ExtendWith(LabExtension.class)
abstract class SinkOnLab {
  final Observed observed = new Observed();
  final Outcomes outcomes = new Outcomes();
  final Rest rest;
  final WholeSink sink;

  SinkOnLab(Lab lab) {
    rest = new Rest(lab.openSearch().endpoint());
    sink = new WholeSink(Sinks.settings(rest.endpoint()), observed, Clock.systemUTC());
  }

  @BeforeEach
  void start() {
    sink.start();
  }

  @AfterEach
  void close() {
    sink.close();
    assertEquals(0, observed.inFlight.get());
    observed.holds().forEach((reason, documents) -> assertEquals(0, documents, reason.label()));
  }
}
