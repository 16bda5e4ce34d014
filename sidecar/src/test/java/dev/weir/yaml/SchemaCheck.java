package dev.weir.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds YAML against a JSON Schema, as an editor does. */
public final class SchemaCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Schema schema;

  private SchemaCheck(Schema schema) {
    this.schema = schema;
  }

  public static SchemaCheck by(Path schema) throws IOException {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    return new SchemaCheck(registry.getSchema(Files.readString(schema)));
  }

  /** What the schema does not allow. */
  public List<String> problems(String yaml) {
    Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonNode file = JSON.valueToTree(root);
    return schema.validate(file).stream().map(Error::toString).toList();
  }
}
