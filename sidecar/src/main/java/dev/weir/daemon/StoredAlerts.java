package dev.weir.daemon;

import dev.weir.alert.AlertQuery;
import dev.weir.alert.AlertStatus;
import dev.weir.alert.Alerts;
import dev.weir.alert.ListedAlert;
import dev.weir.alert.Sample;
import dev.weir.control.AlertDesk;
import dev.weir.notify.Destinations;
import dev.weir.proto.v1.Alert;
import dev.weir.proto.v1.AlertSample;
import dev.weir.proto.v1.AlertsRequest;
import dev.weir.proto.v1.ChangeAlertsReply;
import dev.weir.proto.v1.ChangeAlertsRequest;
import dev.weir.rule.Level;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The alerts of {@code weir-alerts}, for who asks over the control service. */
final class StoredAlerts implements AlertDesk {
  private static final int MOST = 10_000;
  private static final int USUAL = 100;

  private final Alerts alerts;
  private final Destinations destinations;
  private final String host;

  StoredAlerts(Alerts alerts, Destinations destinations, String host) {
    this.alerts = alerts;
    this.destinations = destinations;
    this.host = host;
  }

  @Override
  public String test(String destination) {
    return destinations.test(destination, host).orElse("");
  }

  @Override
  public List<Alert> list(AlertsRequest request) throws IOException {
    return find(request).stream().map(StoredAlerts::alert).toList();
  }

  @Override
  public ChangeAlertsReply change(ChangeAlertsRequest request) throws IOException {
    AlertStatus status = choice(AlertStatus.class, request.getStatus(), "a status");
    List<String> ids = find(request.getAlerts()).stream().map(found -> found.alert().id()).toList();
    int changed = alerts.change(ids, status, request.getBy(), request.getNote());
    return ChangeAlertsReply.newBuilder().setSelected(ids.size()).setChanged(changed).build();
  }

  private List<ListedAlert> find(AlertsRequest request) throws IOException {
    if (request.getIdsCount() > 0) {
      return alerts.named(request.getIdsList());
    }
    long limit = request.hasLimit() ? request.getLimit() : USUAL;
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("the limit is 1 to " + MOST);
    }
    return alerts.list(
        new AlertQuery(
            request.hasStatus() ? choice(AlertStatus.class, request.getStatus(), "a status") : null,
            request.hasSeverity() ? choice(Level.class, request.getSeverity(), "a severity") : null,
            request.hasRule() ? request.getRule() : null,
            request.hasType() ? request.getType() : null,
            request.hasAccount() ? request.getAccount() : null,
            request.hasSinceMillis() ? Instant.ofEpochMilli(request.getSinceMillis()) : null),
        (int) limit);
  }

  private static <E extends Enum<E>> E choice(Class<E> choices, String text, String what) {
    for (E each : choices.getEnumConstants()) {
      if (each.name().equals(text.toUpperCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not " + what + " of alerts");
  }

  private static Alert alert(ListedAlert listed) {
    dev.weir.alert.Alert alert = listed.alert();
    Alert.Builder answer =
        Alert.newBuilder()
            .setId(alert.id())
            .setRule(alert.rule().id())
            .setTitle(alert.rule().title())
            .setDescription(alert.rule().description())
            .addAllTags(alert.rule().tags())
            .addAllFalsePositives(alert.rule().falsePositives())
            .setSeverity(alert.rule().level().text())
            .setStatus(alert.status().text())
            .setCount(alert.count())
            .setFirst(alert.first().toString())
            .setLast(alert.last().toString())
            .setOpenedAt(listed.openedAt())
            .setAccount(alert.account())
            .setRegion(alert.region())
            .setType(alert.type())
            .putAllGroup(alert.group())
            .setSentence(alert.sentence())
            .setChangedBy(listed.changedBy())
            .setChangedAt(listed.changedAt())
            .setNote(listed.note());
    for (Sample sample : alert.samples()) {
      answer.addSamples(
          AlertSample.newBuilder()
              .setIndex(sample.index())
              .setId(sample.id())
              .setTime(sample.time().toString()));
    }
    return answer.build();
  }
}
