package dev.weir.deploy.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.deploy.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of {@code ec2/iam}: a role ({@code Trust} and {@code Policies}) or the policy of a
 * resource ({@code Statement}).
 *
 * @param path below the checkout
 */
public record PolicyFile(Path path, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("ec2", "iam");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  /** All of them, by name. */
  public static List<PolicyFile> all() {
    try (Stream<Path> files = Files.list(Tool.ROOT.resolve(FOLDER))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> named(file.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one of that name, such as {@code host.json}. */
  public static PolicyFile named(String name) {
    Path path = FOLDER.resolve(name);
    try {
      return new PolicyFile(path, JSON.readTree(Tool.ROOT.resolve(path).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  public String name() {
    return path.getFileName().toString();
  }

  public boolean isRole() {
    return json.has("Policies");
  }

  /** Each statement of it. */
  public List<JsonNode> statements() {
    List<JsonNode> statements = new ArrayList<>();
    json.path("Trust").forEach(statements::add);
    json.path("Policies").forEach(policy -> policy.path("Statement").forEach(statements::add));
    json.path("Statement").forEach(statements::add);
    return statements;
  }

  /** The choices that policies or statements depend on. */
  public Set<String> choices() {
    return new TreeSet<>(json.findValuesAsText("When"));
  }

  /** The names of what a form fills in. */
  public Set<String> placeholders() {
    Set<String> names = new TreeSet<>();
    for (Matcher matcher = PLACEHOLDER.matcher(json.toString()); matcher.find(); ) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Whether a placeholder of that name stands for a list. */
  public static boolean isList(String placeholder) {
    return placeholder.endsWith("Arns") || placeholder.endsWith("Accounts");
  }
}
