package dev.weir.control;

import dev.weir.proto.v1.Alert;
import dev.weir.proto.v1.AlertsRequest;
import dev.weir.proto.v1.ChangeAlertsReply;
import dev.weir.proto.v1.ChangeAlertsRequest;
import java.io.IOException;
import java.util.List;

/** Lists and changes alerts for who asks over the control service. Thread-safe. */
public interface AlertDesk {
  /** Of a daemon without any. */
  AlertDesk NONE = new NoAlerts();

  /**
   * The alerts of a selection, newest first.
   *
   * @throws IllegalArgumentException if the selection makes no sense; the message says so
   * @throws IOException if OpenSearch fails it; the message says so in one sentence
   */
  List<Alert> list(AlertsRequest request) throws IOException;

  /**
   * Changes the status of the alerts of a selection.
   *
   * @throws IllegalArgumentException if the request makes no sense; the message says so
   * @throws IOException if OpenSearch fails it; what was changed until then stays so
   */
  ChangeAlertsReply change(ChangeAlertsRequest request) throws IOException;

  /**
   * Sends a test message to a destination.
   *
   * @return what is wrong, in plain words; empty if the destination took it
   * @throws IllegalArgumentException if no destination has the name
   */
  String test(String destination);
}
