package dev.weir.sink.safe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads native fields so that none is lost, whatever their names. */
final class NativeTree {
  /** Takes whatever Weir writes, also what is over OpenSearch's limits. Interns no names. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1000)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  static final JsonMapper JSON = new JsonMapper(FACTORY);

  private final Names names;

  NativeTree(Names names) {
    this.names = names;
  }

  ObjectNode read(byte[] object) throws IOException {
    try (JsonParser parser = FACTORY.createParser(object)) {
      parser.nextToken();
      return object(parser);
    }
  }

  private ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = JSON.createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      names.add(object, name, value(parser));
    }
    return object;
  }

  private JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        ArrayNode array = JSON.createArrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_STRING -> JSON.getNodeFactory().textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT, LONG -> JSON.getNodeFactory().numberNode(parser.getLongValue());
            default -> JSON.getNodeFactory().numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> JSON.getNodeFactory().numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> JSON.getNodeFactory().booleanNode(true);
      case VALUE_FALSE -> JSON.getNodeFactory().booleanNode(false);
      default -> JSON.getNodeFactory().nullNode();
    };
  }
}
