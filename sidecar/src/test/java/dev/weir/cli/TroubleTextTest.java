package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.proto.v1.TroubledObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects that somebody has to look after, each with the command that helps. */
class TroubleTextTest {
  @Test
  void noBackfillBringsAnObjectBackThatIsGone() {
    List<TroubledObject> objects = List.of(poisoned("a.gz", "gone"), poisoned("b.gz", "denied"));

    StringBuilder text = new StringBuilder();
    TroubleText.lines(objects, text);

    assertEquals(
        """
          poisoned      s3://logs/a.gz (gone)
              weir letters list --object 's3://logs/a.gz'
          poisoned      s3://logs/b.gz (denied)
              weir backfill 's3://logs/b.gz'
        """,
        text.toString());
  }

  private static TroubledObject poisoned(String key, String reason) {
    return TroubledObject.newBuilder()
        .setKind("poisoned")
        .setBucket("logs")
        .setKey(key)
        .setReason(reason)
        .build();
  }
}
