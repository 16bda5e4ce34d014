package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecordDigestTest {
  private static final String MADE =
      "{\"requestId\":\"r1\",\"action\":\"BLOCK\",\"httpStatus\":403,\"country\":\"FR\"}";

  @Test
  void isTheSameForTheDocumentThatBecameOfARecord() throws IOException {
    String document =
        "{\"country\":\"FR\",\"action\":\"BLOCK\",\"requestId\":\"r1\",\"httpStatus\":403,"
            + "\"B_action\":1,\"@timestamp\":\"2026-01-01T00:00:00Z\",\"weir\":{\"ordinal\":3}}";

    assertEquals(digest(MADE), digest(document));
  }

  @Test
  void tellsAChangedATakenAndAnAddedField() throws IOException {
    RecordDigest made = digest(MADE);

    for (String other :
        new String[] {
          MADE.replace("FR", "DE"), MADE.replace("403", "\"403\""), MADE.replace("country", "uri")
        }) {
      assertEquals(made.id(), digest(other).id());
      assertNotEquals(made.content(), digest(other).content(), other);
    }
  }

  @Test
  void tellsTheOrderOfElementsButNotOfMembers() throws IOException {
    RecordDigest made = digest("{\"line\":\"a\",\"part\":{\"x\":1,\"list\":[1,2]}}");

    assertEquals(made, digest("{\"part\":{\"list\":[1,2],\"x\":1},\"line\":\"a\"}"));
    assertNotEquals(made, digest("{\"line\":\"a\",\"part\":{\"x\":1,\"list\":[2,1]}}"));
  }

  private static RecordDigest digest(String json) throws IOException {
    return RecordDigest.of(new ObjectMapper().readTree(json));
  }
}
