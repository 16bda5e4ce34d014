package dev.weir.cli;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results of tests of rules as JUnit XML, which most build servers show. */
final class JunitReport {
  private JunitReport() {}

  /**
   * Writes a suite for each file, with a test for each of its cases.
   *
   * @throws XMLStreamException if the stream cannot be written
   */
  static void write(List<RuleCaseResult> results, OutputStream out) throws XMLStreamException {
    Map<String, List<RuleCaseResult>> files = new LinkedHashMap<>();
    results.forEach(
        result ->
            files
                .computeIfAbsent(result.tested().place().file(), name -> new ArrayList<>())
                .add(result));
    XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuites");
    for (Map.Entry<String, List<RuleCaseResult>> file : files.entrySet()) {
      suite(xml, file.getKey(), file.getValue());
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
  }

  private static void suite(XMLStreamWriter xml, String file, List<RuleCaseResult> results)
      throws XMLStreamException {
    long errors = results.stream().filter(result -> result.problem() != null).count();
    long passed = results.stream().filter(RuleCaseResult::isPassed).count();
    xml.writeStartElement("testsuite");
    attribute(xml, "name", file);
    attribute(xml, "tests", String.valueOf(results.size()));
    attribute(xml, "failures", String.valueOf(results.size() - errors - passed));
    attribute(xml, "errors", String.valueOf(errors));
    for (RuleCaseResult result : results) {
      test(xml, result);
    }
    xml.writeEndElement();
  }

  private static void test(XMLStreamWriter xml, RuleCaseResult result) throws XMLStreamException {
    RuleCase tested = result.tested();
    xml.writeStartElement("testcase");
    attribute(xml, "classname", result.rule().isEmpty() ? tested.rule() : result.rule());
    attribute(
        xml,
        "name",
        "line %d %s"
            .formatted(tested.place().line(), tested.match() ? "matches" : "does not match"));
    attribute(xml, "file", tested.place().file());
    attribute(xml, "line", String.valueOf(tested.place().line()));
    if (!result.isPassed()) {
      xml.writeStartElement(result.problem() == null ? "failure" : "error");
      attribute(xml, "message", result.text());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** XML 1.0 has no place for control characters, however they are written. */
  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    StringBuilder clean = new StringBuilder(value.length());
    value
        .codePoints()
        .map(
            c ->
                c == '\t'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c > 0xFFFF
                    ? c
                    : 0xFFFD)
        .forEach(clean::appendCodePoint);
    xml.writeAttribute(name, clean.toString());
  }
}
