package dev.weir.control;

import dev.weir.proto.v1.Alert;
import dev.weir.proto.v1.AlertsRequest;
import dev.weir.proto.v1.ChangeAlertsReply;
import dev.weir.proto.v1.ChangeAlertsRequest;
import java.io.IOException;
import java.util.List;

/** No alerts can be asked for here. */
final class NoAlerts implements AlertDesk {
  @Override
  public List<Alert> list(AlertsRequest request) throws IOException {
    throw new IOException("this daemon has no alerts to show");
  }

  @Override
  public ChangeAlertsReply change(ChangeAlertsRequest request) throws IOException {
    throw new IOException("this daemon has no alerts to change");
  }

  @Override
  public String test(String destination) {
    throw new IllegalArgumentException("this daemon has no destination");
  }
}
