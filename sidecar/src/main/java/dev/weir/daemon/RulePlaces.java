package dev.weir.daemon;

import dev.weir.ruleset.FolderRules;
import dev.weir.ruleset.RuleFiles;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.ruleset.RuleReader;
import dev.weir.ruleset.RuleSettings;
import dev.weir.source.aws.AwsClients;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Opens the places where rules lie. Clients of AWS are made when the first place in S3 is opened.
 */
final class RulePlaces implements RuleReader.FileOpener, AutoCloseable {
  private static final int CONNECTIONS = 2;

  private final RuleSettings settings;
  private @Nullable DefaultCredentialsProvider credentials;
  private @Nullable AwsClients clients;

  RulePlaces(RuleSettings settings) {
    this.settings = settings;
  }

  @Override
  public RuleFiles open(RuleOrigin origin, Predicate<String> names) {
    return switch (origin) {
      case RuleOrigin.Local(var path) -> new FolderRules(path, names);
      case RuleOrigin.InS3 object ->
          new S3Rules(object, settings.access(), settings.expectedOwner(), names, clients());
    };
  }

  private AwsClients clients() {
    if (clients == null) {
      credentials = DefaultCredentialsProvider.builder().build();
      clients = new AwsClients(credentials, CONNECTIONS);
    }
    return clients;
  }

  @Override
  public void close() {
    if (clients != null) {
      clients.close();
    }
    if (credentials != null) {
      credentials.close();
    }
  }
}
