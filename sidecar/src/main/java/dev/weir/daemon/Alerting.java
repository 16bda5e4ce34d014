package dev.weir.daemon;

import dev.weir.alert.Alerts;
import dev.weir.config.WeirConfig;
import dev.weir.control.AlertDesk;
import dev.weir.notify.AwsReach;
import dev.weir.notify.Destinations;
import dev.weir.notify.Outbox;
import dev.weir.opensearch.OpenSearch;
import dev.weir.source.aws.AwsClients;
import dev.weir.telemetry.AlertMetrics;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.NotifyMetrics;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Makes alerts of matches, and sends them; with what reaches destinations in AWS. */
final class Alerting implements AutoCloseable {
  private static final int CONNECTIONS = 8;

  private final Alerts alerts;
  private final Destinations destinations;
  private final Outbox outbox;
  private final AlertDesk desk;
  private @Nullable DefaultCredentialsProvider credentials;
  private @Nullable AwsClients clients;

  /** Does nothing before {@link #start}. */
  Alerting(WeirConfig config, OpenSearch openSearch, Metrics metrics, Clock clock) {
    AwsReach aws =
        new AwsReach(access -> clients().sns(access), access -> clients().dynamoDb(access));
    destinations = new Destinations(config.notifications(), aws, clock);
    alerts =
        new Alerts(
            SettingsAcross.alerts(config),
            openSearch,
            config.host(),
            destinations::ofAlert,
            destinations::ofMatch,
            new AlertMetrics(metrics),
            clock,
            System::nanoTime);
    outbox =
        new Outbox(
            destinations,
            alerts.sends(),
            alerts::isAtWork,
            new NotifyMetrics(metrics),
            clock,
            System::nanoTime);
    desk = new StoredAlerts(alerts, destinations, config.host());
  }

  /** Answers who asks for alerts. */
  AlertDesk desk() {
    return desk;
  }

  void start() {
    alerts.start();
    outbox.start();
  }

  /** Made when the first message goes to AWS: most have no destination there. */
  private synchronized AwsClients clients() {
    if (clients == null) {
      credentials = DefaultCredentialsProvider.builder().build();
      clients = new AwsClients(credentials, CONNECTIONS);
    }
    return clients;
  }

  @Override
  public void close() {
    outbox.close();
    alerts.close();
    destinations.close();
    synchronized (this) {
      if (clients != null) {
        clients.close();
      }
      if (credentials != null) {
        credentials.close();
      }
    }
  }
}
