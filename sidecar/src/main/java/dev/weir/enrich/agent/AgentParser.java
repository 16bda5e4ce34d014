package dev.weir.enrich.agent;

import dev.weir.event.JsonBuffer;
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

  /** The JSON values of the fields; null for what is not known. */
  byte[] @Nullable [] parse(byte[] text) {
    Client client;
    try {
      client = parser.parse(new String(text, StandardCharsets.UTF_8));
    } catch (StackOverflowError e) {
      // A regular expression of the JDK that found too much to remember.
      return new byte[] @Nullable [] {null, null, null, null, null};
    }
    return new byte[] @Nullable [] {
      name(client.userAgent.family),
      version(client.userAgent.major, client.userAgent.minor, client.userAgent.patch),
      name(client.os.family),
      version(client.os.major, client.os.minor, client.os.patch),
      name(client.device.family)
    };
  }

  private static byte @Nullable [] name(@Nullable String family) {
    return family == null || family.isBlank() || family.equals(UNKNOWN) ? null : json(family);
  }

  private static byte @Nullable [] version(@Nullable String... parts) {
    StringBuilder version = new StringBuilder();
    for (String part : parts) {
      if (part == null || part.isEmpty()) {
        break;
      }
      version.append(version.isEmpty() ? "" : ".").append(part);
    }
    return version.isEmpty() ? null : json(version.toString());
  }

  private static byte[] json(String text) {
    return new JsonBuffer(64).string(text).toByteArray();
  }
}
