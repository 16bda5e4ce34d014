package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedTest {
  private static final Batch OBJECT = new Batch("a.log", "etag", 3, true);

  @Test
  void findsEachOfManyRecordsAndNoOther() {
    Expected expected = new Expected();
    int batch = expected.batch(OBJECT);
    for (int i = 0; i < 50_000; i++) {
      // Ids that fall into the same slots.
      expected.add(new RecordDigest((long) i << 20, i), batch);
    }

    for (int i = 0; i < 50_000; i++) {
      assertEquals(i, expected.place((long) i << 20));
      assertTrue(expected.says(i, i));
    }
    assertEquals(-1, expected.place(1));
    assertFalse(expected.says(7, 8));
  }

  @Test
  void namesTheBatchAndPlaceOfEachRecordThatWasNotSeen() {
    Expected expected = new Expected();
    int batch = expected.batch(OBJECT);
    for (int i = 0; i < 3; i++) {
      expected.add(new RecordDigest(i, i), batch);
    }
    BitSet seen = new BitSet();
    seen.set(1);

    assertEquals(
        List.of(new Missing(OBJECT, 0), new Missing(OBJECT, 2)), expected.missing(0, seen));
  }

  @Test
  void missesNothingOfWhatIsOptional() {
    Expected expected = new Expected();
    int batch = expected.batch(OBJECT);
    expected.add(new RecordDigest(1, 1), batch);

    expected.replace(batch, OBJECT.optional());

    assertEquals(List.of(), expected.missing(0, new BitSet()));
    assertEquals(1, expected.optional());
  }

  @Test
  void refusesTwoRecordsThatCouldNotBeToldApart() {
    Expected expected = new Expected();
    int batch = expected.batch(OBJECT);
    expected.add(new RecordDigest(1, 1), batch);

    assertThrows(IllegalStateException.class, () -> expected.add(new RecordDigest(1, 2), batch));
  }
}
