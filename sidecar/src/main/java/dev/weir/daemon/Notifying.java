package dev.weir.daemon;

import dev.weir.alert.Alerts;
import dev.weir.notify.AwsReach;
import dev.weir.notify.Destinations;
import dev.weir.notify.NotifyObserver;
import dev.weir.notify.NotifySettings;
import dev.weir.notify.Outbox;
import dev.weir.source.aws.AwsClients;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The destinations of alerts, with what reaches those in AWS. */
final class Notifying implements AutoCloseable {
  private static final int CONNECTIONS = 8;

  private final DefaultCredentialsProvider credentials =
      DefaultCredentialsProvider.builder().build();
  private final AwsClients clients = new AwsClients(credentials, CONNECTIONS);
  private final Destinations destinations;

  Notifying(NotifySettings settings, Clock clock) {
    this.destinations =
        new Destinations(settings, new AwsReach(clients::sns, clients::dynamoDb), clock);
  }

  Destinations destinations() {
    return destinations;
  }

  Outbox outbox(Alerts alerts, NotifyObserver observer, Clock clock) {
    return new Outbox(destinations, alerts.sends(), alerts::isAtWork, observer, clock);
  }

  @Override
  public void close() {
    destinations.close();
    clients.close();
    credentials.close();
  }
}
