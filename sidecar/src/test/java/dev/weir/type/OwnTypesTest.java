package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weir.yaml.Environment;
import dev.weir.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The user's own types are asked before those that ship, of rules that tell as much. */
class OwnTypesTest {
  private static final String ANY_JSON = "{ type: app.any, content: [{ json: true }] }";
  private static final String SERVICE = "{ type: app.svc, content: [{ members: [svc] }] }";
  private static final String LOGIN =
      "{ type: app.login, keys: [{ matches: 'auth\\.log$' }], content: [{ line: sshd }] }";
  private static final String SSHD_LINE = "Nov 20 10:00:00 web-1 sshd[1]: Server listening\n";

  @Test
  void contentOfAnOwnTypeGoesBeforeContentThatShips() throws Exception {
    assertEquals("app.svc", byContent("{\"svc\":\"a\"}\n", SERVICE));
    assertEquals("app.login", byContent(SSHD_LINE, LOGIN));
    assertEquals("json", byContent("{\"other\":\"a\"}\n", SERVICE));
  }

  @Test
  void keysOfAnOwnTypeGoBeforeKeysThatShip() throws Exception {
    assertEquals("app.login", byKey("web-1/var/log/auth.log", LOGIN));
    assertEquals("linux.auth", byKey("web-1/var/log/auth.log.1.gz", LOGIN));
  }

  @Test
  void aRuleOnTheKeyGoesBeforeOneOnTheContentWhoseverTheyAre() throws Exception {
    String onContent = "{ type: app.login, content: [{ line: sshd }] }";

    assertEquals("linux.auth", byKey("web-1/var/log/auth.log", onContent));
  }

  @Test
  void whatAnyJsonHasIsAskedAfterAllOtherContent() throws Exception {
    assertEquals("app.any", byContent("{\"n\":1}\n", ANY_JSON));
    assertEquals("app.svc", byContent("{\"svc\":1}\n", ANY_JSON, SERVICE));
    assertEquals(
        "aws.waf", byContent("{\"webaclId\":\"a\",\"httpRequest\":{}}\n", ANY_JSON, SERVICE));
  }

  @Test
  void ofOwnTypesTheFirstOfTheConfigurationCounts() throws Exception {
    String other = "{ type: app.a, content: [{ members: [svc] }] }";

    assertEquals("app.svc", byContent("{\"svc\":1}\n", SERVICE, other));
    assertEquals("app.a", byContent("{\"svc\":1}\n", other, SERVICE));
  }

  @Test
  void anOwnFileForATypeThatShipsTakesThatTypesPlace() throws Exception {
    String syslog = "{ type: syslog, content: [{ line: . }] }";

    assertEquals("linux.auth", byContent(SSHD_LINE, syslog));
    assertEquals("syslog", byContent("anything\n", syslog));
  }

  private static String byContent(String content, String... own) throws Exception {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return types(own).byContent(Head.of(bytes, 0, bytes.length)).name();
  }

  private static String byKey(String key, String... own) throws Exception {
    return assertInstanceOf(Recognition.Recognized.class, types(own).byKey(key)).type().name();
  }

  private static LogTypes types(String... own) throws Exception {
    List<LogType> types = new ArrayList<>();
    for (String each : own) {
      types.add(TypeFile.read(YamlFile.of("own.yaml", each, Environment.NONE)));
    }
    return LogTypes.shipped().with(types);
  }
}
