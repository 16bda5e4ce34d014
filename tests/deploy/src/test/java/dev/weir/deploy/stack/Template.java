package dev.weir.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A CloudFormation template as it is written. {@link #deploy} tells what it makes.
 *
 * @param file where it lies
 * @param document the template as JSON, with the long forms of all functions
 */
public record Template(Path file, JsonNode document) {
  /** Reads a template in YAML. */
  public static Template read(Path file) {
    try {
      return new Template(file, TemplateYaml.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the template " + file, e);
    }
  }

  /** What is written about a resource; a missing node if the template has none of that name. */
  public JsonNode resource(String id) {
    return document.path("Resources").path(id);
  }

  /** What is written about a parameter; a missing node if the template has none of that name. */
  public JsonNode parameter(String name) {
    return document.path("Parameters").path(name);
  }

  /**
   * What the template makes, in the account 123456789012 and the region us-east-1.
   *
   * @param values parameters by name; also what stands in place of a pseudo parameter ({@code
   *     AWS::Region}), of a resource's {@code Ref} ({@code Key}) or of its attribute ({@code
   *     Domain.DomainEndpoint})
   * @throws IllegalArgumentException that says which value is missing or not allowed
   */
  public Deployed deploy(Map<String, String> values) {
    return new Deployed(this, values);
  }

  /** The section, missing if there is none. */
  JsonNode section(String name) {
    JsonNode section = document.get(name);
    return section == null ? MissingNode.getInstance() : section;
  }
}
