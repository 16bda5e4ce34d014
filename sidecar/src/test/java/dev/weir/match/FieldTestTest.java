package dev.weir.match;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.LogEvent;
import dev.weir.record.FieldNames;
import dev.weir.record.Views;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each operator of flags and filter conditions takes. */
class FieldTestTest {
  private static final FieldNames NAMES = Views.names();

  private final EcsFields normal = new EcsFields(EcsSchema.get());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "equals: BLOCK          | BLOCK      | true",
        "equals: BLOCK          | block      | false",
        "in: [GET, HEAD]        | HEAD       | true",
        "in: [GET, HEAD]        | HEADS      | false",
        "in: [a,b,c,d,e,f,g,h,i]| i          | true",
        "in: [a,b,c,d,e,f,g,h,i]| j          | false",
        "values: [4xx, 200]     | 404        | true",
        "values: [4xx, 200]     | 200        | true",
        "values: [4xx, 200]     | 500        | false",
        "values: [4xx, 200]     | 4040       | false",
        "values: [4xx, 200]     | 4xx        | true",
        "in: [4xx]              | 40a        | false",
        "not_in: [GET, HEAD]    | PUT        | true",
        "not_in: [GET, HEAD]    | GET        | false",
        "not_in: [2xx]          | 204        | false",
        "not_in: [2xx]          | 404        | true",
        "prefix: /admin         | /admin/x   | true",
        "prefix: /admin         | /Admin/x   | false",
        "prefix: /admin         | /a/admin   | false",
        "prefix: ['/a*', '/b']  | /a*c       | true",
        "prefix: ['/a*', '/b']  | /abc       | false",
        "prefix: ['/a*', '/b']  | /bc        | true",
        "suffix: .php           | /x.php     | true",
        "suffix: .php           | /x.php5    | false",
        "suffix: [.php, .asp]   | /x.asp     | true",
        "contains: ../          | /a/../b    | true",
        "contains: ../          | /a/.../b   | true",
        "contains: ../          | /a/..b     | false",
        "contains: [x, y]       | aya        | true",
        "regex: '^/v[0-9]+/'    | /v12/a     | true",
        "regex: '^/v[0-9]+/'    | /a/v12/    | false",
        "regex: 'passwd'        | /etc/passwd| true",
        "regex: 'passwd'        | /etc/passw | false",
        "regex: '(?i)union.sel' | a UNION SEL| true",
        "regex: '(?i)union.sel' | a UNION SE | false",
        "cidr: 10.0.0.0/8       | 10.1.2.3   | true",
        "cidr: 10.0.0.0/8       | 11.1.2.3   | false",
        "cidr: 10.0.0.0/8       | ten        | false",
        "cidr: 10.0.0.0/8       | ::ffff:10.1.2.3 | true",
        "cidr: [192.0.2.1, '2001:db8::/32'] | 2001:db8:1::1 | true",
        "cidr: [192.0.2.1, '2001:db8::/32'] | 2001:db9::1   | false",
        "cidr: [192.0.2.1, '2001:db8::/32'] | 192.0.2.1     | true",
        "cidr: [192.0.2.1, '2001:db8::/32'] | 192.0.2.2     | false",
        "gt: 1                  | 1.001      | true",
        "gt: 1                  | 1          | false",
        "gte: 1                 | 1          | true",
        "gte: 1                 | 1.0        | true",
        "lt: 0.1                | 0.09999    | true",
        "lt: 0.1                | 0.1        | false",
        "lte: 0.1               | 0.10       | true",
        "lt: 1                  | -          | false",
        "lt: 1                  | -1         | true",
        "lt: 1                  | 1e-3       | true",
        "gt: 1                  | 1e3        | true",
        "gt: 1                  | 10.0.0.1   | false",
        "gt: 1                  | 2x         | false",
        "gt: 0.10000000000000000001 | 0.10000000000000000002 | true",
        "gt: 0.10000000000000000002 | 0.10000000000000000001 | false",
        "gte: 400, lt: 500      | 499.9      | true",
        "gte: 400, lt: 500      | 500        | false",
        "exists: true           | anything   | true",
        "exists: false          | anything   | false",
        "prefix: /api, not_in: [/api/health] | /api/x      | true",
        "prefix: /api, not_in: [/api/health] | /api/health | false",
        "prefix: /api, not_in: [/api/health] | /web        | false",
      })
  void aTextIsSo(String operators, String value, boolean holds) throws Exception {
    assertEquals(holds, holds(operators, Map.of("f", value)));
  }

  @Test
  void numbersAndBooleansCountLikeTheirText() throws Exception {
    assertTrue(holds("in: [4xx]", Map.of("f", 404)));
    assertFalse(holds("in: [4xx]", Map.of("f", 40_400)));
    assertTrue(holds("equals: -7", Map.of("f", -7)));
    assertTrue(holds("equals: true", Map.of("f", true)));
    assertTrue(holds("equals: 1.5", Map.of("f", 1.5)));
    assertTrue(holds("prefix: 40", Map.of("f", 404)));
    assertTrue(holds("regex: '^4'", Map.of("f", 404)));
    assertTrue(holds("gt: 9007199254740992", Map.of("f", 9_007_199_254_740_993L)));
    assertFalse(holds("gt: 9007199254740993", Map.of("f", 9_007_199_254_740_992L)));
    assertTrue(holds("gte: 0.1, lte: 0.1", Map.of("f", 0.1)));
    assertFalse(holds("gt: 1", Map.of("f", Double.POSITIVE_INFINITY)));
    assertFalse(holds("lt: 1", Map.of("f", true)));
  }

  @Test
  void anAbsentFieldMeetsOnlyThatItDoesNotExist() throws Exception {
    Map<String, Object> nil = new HashMap<>();
    nil.put("f", null);

    for (Map<String, ?> record : List.of(Map.of("g", 1), nil)) {
      assertTrue(holds("exists: false", record));
      assertFalse(holds("exists: true", record));
      assertFalse(holds("not_in: [x]", record));
      assertFalse(holds("lt: 1", record));
      assertFalse(holds("regex: '.*'", record));
    }
    assertTrue(holds("exists: true", Map.of("f", "")));
    assertTrue(holds("equals: ''", Map.of("f", "")));
  }

  @Test
  void ofSeveralValuesOneIsEnoughAndNotInIsAboutEach() throws Exception {
    Map<String, ?> list = Map.of("f", List.of("a", "b"));

    assertTrue(holds("equals: b", list));
    assertTrue(holds("exists: true", list));
    assertFalse(holds("equals: c", list));
    assertFalse(holds("not_in: [b]", list));
    assertTrue(holds("not_in: [c]", list));
    assertFalse(holds("gte: 400, lt: 500", Map.of("f", List.of(300, 600))), "one meets all");
    assertTrue(holds("contains: x", Map.of("f", Map.of("deep", List.of("axb")))));
  }

  @Test
  void ofAFieldOfEcsEachValueCounts() throws Exception {
    for (String address : List.of("192.0.2.1", "10.9.9.9")) {
      byte[] utf8 = address.getBytes(StandardCharsets.US_ASCII);
      normal.add(EcsSchema.get().field("related.ip"), utf8, 0, utf8.length);
    }

    assertTrue(holds("related.ip", "cidr: 10.0.0.0/8", event(Map.of("a", 1))));
    assertFalse(holds("related.ip", "not_in: [10.9.9.9]", event(Map.of("a", 1))));
    assertFalse(holds("related.ip", "cidr: 172.16.0.0/12", event(Map.of("a", 1))));
  }

  @Test
  void ofALongTextAnExpressionSeesTheFirst64KiB() throws Exception {
    String filler = "a".repeat(RegexTest.MOST_BYTES);

    assertTrue(holds("regex: END", Map.of("f", "END" + filler)));
    assertFalse(holds("regex: END", Map.of("f", filler + "END")));
  }

  private boolean holds(String operators, Map<String, ?> record) throws Exception {
    return holds("f", operators, event(record));
  }

  private boolean holds(String field, String operators, LogEvent record) throws Exception {
    return Views.of(record, null, NAMES, normal).holds(NAMES.field(field), Operators.of(operators));
  }
}
