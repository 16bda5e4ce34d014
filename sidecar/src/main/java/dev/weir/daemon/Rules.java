package dev.weir.daemon;

import dev.weir.config.WeirConfig;
import dev.weir.ruleset.FolderRules;
import dev.weir.ruleset.RuleFiles;
import dev.weir.ruleset.RuleObserver;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.ruleset.RuleSet;
import dev.weir.ruleset.RuleSettings;
import dev.weir.source.aws.AwsClients;
import dev.weir.type.LogTypes;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The rules of a configuration, with what reaches the places where they lie. */
final class Rules implements AutoCloseable {
  private static final int CONNECTIONS = 2;

  private final RuleSettings settings;
  private final RuleSet rules;
  private @Nullable DefaultCredentialsProvider credentials;
  private @Nullable AwsClients clients;

  /** Builds them; nothing is read yet. */
  Rules(WeirConfig config, LogTypes types, RuleObserver observer) {
    this.settings = config.rules();
    this.rules = new RuleSet(settings, types, RoutesFrom.names(config), this::files, observer);
  }

  /** The rules in force. */
  RuleSet set() {
    return rules;
  }

  private RuleFiles files(RuleOrigin origin, Predicate<String> names) {
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
    rules.close();
    if (clients != null) {
      clients.close();
    }
    if (credentials != null) {
      credentials.close();
    }
  }
}
