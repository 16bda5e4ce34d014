package dev.weir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.units.ByteSize;
import dev.weir.yaml.InvalidFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadedConfigTest {
  private static final String BEFORE =
      """
      host: h1
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: 'http://127.0.0.1:9200' }
      """;

  @Test
  void theSameFileHasNotChanged() throws Exception {
    assertEquals(List.of(), load(BEFORE).changedFrom(load(BEFORE)));
  }

  @Test
  void namesTheSectionsThatHaveChangedByWhatHolds() throws Exception {
    String after =
        """
        host: h1
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: 'http://127.0.0.1:9200', connections: 3 }
        rules: { sigma: [/etc/weir/rules] }
        shutdown: { deadline: 25s }   # the default
        """;

    assertEquals(List.of("opensearch", "rules"), load(after).changedFrom(load(BEFORE)));
  }

  private static LoadedConfig load(String yaml) throws InvalidFileException {
    return new ConfigFile(name -> null, ByteSize.ofMiB(512)).parse("weir.yaml", yaml);
  }
}
