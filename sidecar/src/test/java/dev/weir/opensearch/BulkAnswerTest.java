package dev.weir.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BulkAnswerTest {
  private static final String HEAD = "{\"errors\":false,\"items\":[";
  private static final String CREATED = "{\"create\":{\"status\":201}}";

  private final BulkAnswer answer = new BulkAnswer();

  @Test
  void readsThatEachWasCreated() throws IOException {
    read(HEAD + String.join(",", Collections.nCopies(3_000, CREATED)) + "]}");

    assertEquals(3_000, answer.count());
    assertEquals(201, answer.status(2_999));
  }

  @Test
  void readsTheSameWithBlanksAndMoreMembers() throws IOException {
    read("{ \"took\":3, \"errors\":false, \"items\":[" + CREATED + ", " + CREATED + "] }");

    assertEquals(2, answer.count());
    assertEquals(201, answer.status(1));
  }

  @Test
  void readsAnItemThatIsOtherThanThoseBefore() throws IOException {
    read(
        HEAD.replace("false", "true")
            + CREATED
            + ",{\"create\":{\"status\":409,\"error\":{\"type\":\"t\",\"reason\":\"r\"}}}]}");
    assertEquals(2, answer.count());
    assertEquals(409, answer.status(1));
    assertNotNull(answer.error(1));

    read(HEAD + CREATED + ",{\"index\":{\"status\":200}}]}");
    assertEquals(2, answer.count());
    assertEquals(200, answer.status(1));
  }

  @Test
  void takesOfAnErrorsTypeWhatMayStandInALog() throws IOException {
    String odd = "{\"error\":{\"type\":\"a_b.c\\n\u202e\\u001b[2J%s\"}}".formatted("x".repeat(200));

    String type = BulkAnswer.errorType(odd.getBytes(StandardCharsets.UTF_8));

    assertEquals("a_b.c????2J" + "x".repeat(89), type);
    read(
        HEAD.replace("false", "true")
            + "{\"create\":{\"status\":400,\"error\":{\"type\":\"a\\r\\nb\"}}}]}");
    assertEquals("a??b", Objects.requireNonNull(answer.error(0)).type());
  }

  @Test
  void refusesEveryCutOfAnAnswer() {
    String whole = HEAD + CREATED + "," + CREATED + "]}";
    for (int length = 0; length < whole.length(); length++) {
      String cut = whole.substring(0, length);
      assertThrows(IOException.class, () -> read(cut), cut);
    }
  }

  private void read(String json) throws IOException {
    answer.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
