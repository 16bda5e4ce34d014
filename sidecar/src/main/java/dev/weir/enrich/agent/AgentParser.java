package dev.weir.enrich.agent;

import dev.weir.ecs.EcsValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ua_parser.Client;
import ua_parser.Parser;

/** Parses one agent, by the rules of uap-core. Thread-safe. */
final class AgentParser {
  /** Names behind {@code user_agent.}, in the order of what {@link #parse} gives. */
  static final List<String> FIELDS =
      List.of("name", "version", "os.name", "os.version", "device.name");

  private static final String UNKNOWN = "Other";

  private final Parser parser = new Parser();

  /** The values of the fields; null for what is not known. */
  @Nullable EcsValue[] parse(byte[] text) {
    Client client;
    try {
      client = parser.parse(new String(text, StandardCharsets.UTF_8));
    } catch (StackOverflowError e) {
      // A regular expression of the JDK that found too much to remember.
      return new @Nullable EcsValue[] {null, null, null, null, null};
    }
    return new @Nullable EcsValue[] {
      name(client.userAgent.family),
      version(client.userAgent.major, client.userAgent.minor, client.userAgent.patch),
      name(client.os.family),
      version(client.os.major, client.os.minor, client.os.patch),
      name(client.device.family)
    };
  }

  private static @Nullable EcsValue name(@Nullable String family) {
    return family == null || family.isBlank() || family.equals(UNKNOWN)
        ? null
        : EcsValue.text(family);
  }

  private static @Nullable EcsValue version(@Nullable String... parts) {
    StringBuilder version = new StringBuilder();
    for (String part : parts) {
      if (part == null || part.isEmpty()) {
        break;
      }
      version.append(version.isEmpty() ? "" : ".").append(part);
    }
    return version.isEmpty() ? null : EcsValue.text(version.toString());
  }
}
