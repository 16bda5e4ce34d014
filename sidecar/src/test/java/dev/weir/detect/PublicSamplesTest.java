package dev.weir.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The samples in {@code regression_data} of the public rules, of a checkout at {@code
 * -Dweir.sigma=PATH}: each rule matches its sample. Most are events of Windows, which no type of
 * Weir serves. So each rule is given the logsource of CloudTrail, and all else stays as it is.
 */
@EnabledIfSystemProperty(named = "weir.sigma", matches = ".+")
class PublicSamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ID = Pattern.compile("^id: *(\\S+)", Pattern.MULTILINE);
  private static final Pattern TITLE = Pattern.compile("^title: *(.+?) *$", Pattern.MULTILINE);
  private static final Pattern SOURCE =
      Pattern.compile("^logsource:.*\\R(?:[ \\t]+.*\\R)*", Pattern.MULTILINE);
  private static final String TRAIL = "logsource: {product: aws, service: cloudtrail}\n";

  private final Path checkout = Path.of(System.getProperty("weir.sigma", ""));

  @Test
  void eachRuleMatchesItsSample() throws Exception {
    Map<String, String> rules = rules();
    List<String> wrong = new ArrayList<>();
    int held = 0;
    int withoutRule = 0;
    for (Path sample : files("regression_data", ".json")) {
      String name = sample.getFileName().toString();
      String rule = rules.get(name.substring(0, name.length() - ".json".length()));
      if (rule == null) {
        withoutRule++;
        continue;
      }
      held++;
      Detecting detecting = Detecting.file(SOURCE.matcher(rule).replaceFirst(TRAIL));
      if (!detecting.refused().isEmpty()) {
        wrong.add(name + " has a rule that is refused: " + detecting.refused());
      } else if (!matches(detecting, sample)) {
        wrong.add(name + " is not matched by " + title(rule));
      }
    }
    System.out.printf("%d samples held, %d without a rule in this copy%n", held, withoutRule);
    assertFalse(held == 0, "no sample below " + checkout + "/regression_data has a rule");
    assertEquals(List.of(), wrong);
  }

  private static boolean matches(Detecting detecting, Path sample) throws Exception {
    try (MappingIterator<JsonNode> events =
        JSON.readerFor(JsonNode.class).readValues(sample.toFile())) {
      while (events.hasNext()) {
        if (!detecting.titles("aws.cloudtrail", fields(events.next())).isEmpty()) {
          return true;
        }
      }
      return false;
    }
  }

  /** The fields of an event as rules name them: those of its data, and some of its head. */
  private static Map<String, Object> fields(JsonNode record) {
    JsonNode event = record.path("Event");
    Map<String, Object> fields = new LinkedHashMap<>();
    put(event.path("System"), fields);
    fields.put("Provider_Name", event.at("/System/Provider/#attributes/Name").asText());
    put(event.path("EventData"), fields);
    event.path("UserData").forEach(data -> put(data, fields));
    return fields;
  }

  private static void put(JsonNode values, Map<String, Object> fields) {
    values
        .properties()
        .forEach(
            value -> {
              if (value.getValue().isValueNode() && !value.getValue().isNull()) {
                // Windows Defender writes "Threat Name", and rules say ThreatName.
                fields.put(
                    value.getKey().replace(" ", ""),
                    JSON.convertValue(value.getValue(), Object.class));
              }
            });
  }

  /** The texts of the rules by their ids. */
  private Map<String, String> rules() throws IOException {
    Map<String, String> rules = new HashMap<>();
    for (String folder : List.of("rules", "rules-emerging-threats", "rules-threat-hunting")) {
      if (Files.isDirectory(checkout.resolve(folder))) {
        for (Path file : files(folder, ".yml")) {
          String text = Files.readString(file);
          Matcher id = ID.matcher(text);
          if (id.find()) {
            rules.put(id.group(1), text);
          }
        }
      }
    }
    return rules;
  }

  private List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(checkout.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String title(String rule) {
    Matcher title = TITLE.matcher(rule);
    return title.find() ? title.group(1) : "a rule without a title";
  }
}
