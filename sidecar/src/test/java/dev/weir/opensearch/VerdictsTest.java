package dev.weir.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static final byte[] ANSWER =
      bytes(
          "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":400,"
              + "\"error\":{\"type\":\"mapper_parsing_exception\",\"reason\":\"failed\"}}}]}");

  @Test
  void countsOnlyAVersionConflictAsBeingThere() {
    assertEquals(Verdict.CONFLICT, item(409, "version_conflict_engine_exception"));
    assertEquals(hold(HoldReason.UNKNOWN, false), item(409, "some_other_exception"));
  }

  @Test
  void holdsWhatIsNotTheDocumentsFault() {
    assertEquals(hold(HoldReason.OVERLOADED, false), item(429, "rejected_execution_exception"));
    assertEquals(hold(HoldReason.OVERLOADED, true), item(503, "unavailable_shards_exception"));
    assertEquals(hold(HoldReason.BLOCKED, false), item(403, "index_create_block_exception"));
    assertEquals(hold(HoldReason.BLOCKED, false), item(429, "cluster_block_exception"));
    assertEquals(hold(HoldReason.UNAUTHORIZED, false), item(403, "security_exception"));
    assertEquals(hold(HoldReason.NOT_FOUND, false), item(404, "index_not_found_exception"));
    assertEquals(hold(HoldReason.INDEX_CLOSED, false), item(400, "index_closed_exception"));
    assertEquals(hold(HoldReason.LIMIT, false), item(400, "validation_exception"));
    assertEquals(hold(HoldReason.UNKNOWN, false), item(400, "never_seen_exception"));
  }

  @Test
  void takesARejectedRequestForOneThatMayBeDoneInPart() {
    assertEquals(
        hold(HoldReason.OVERLOADED, true), Verdicts.ofRequest(429, "rejected_execution_exception"));
    assertEquals(hold(HoldReason.OVERLOADED, true), Verdicts.ofRequest(502, ""));
    assertEquals(hold(HoldReason.UNAUTHORIZED, false), Verdicts.ofRequest(401, ""));
  }

  @Test
  void readsTheOutcomeOfEachItem() throws Exception {
    BulkAnswer answer = new BulkAnswer();

    answer.read(ANSWER);

    assertEquals(2, answer.count());
    assertEquals(201, answer.status(0));
    assertEquals(new BulkAnswer.ItemError("mapper_parsing_exception", "failed"), answer.error(1));
  }

  @Test
  void takesNoCutAnswerForAnAnswer() {
    BulkAnswer answer = new BulkAnswer();
    for (int length = 0; length < ANSWER.length; length++) {
      byte[] cut = Arrays.copyOf(ANSWER, length);

      assertThrows(IOException.class, () -> answer.read(cut), "cut at " + length);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Verdict item(int status, String type) {
    return Verdicts.ofItem(status, new BulkAnswer.ItemError(type, "a reason"));
  }

  private static Verdict.Hold hold(HoldReason reason, boolean ambiguous) {
    return new Verdict.Hold(reason, ambiguous);
  }
}
