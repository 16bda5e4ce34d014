package dev.weir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weir.account.Frame;
import dev.weir.account.FrameFates;
import dev.weir.account.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept of each entry until it is final. */
class TokenPlacesTest {
  @Test
  void findsThePlaceOfEachToken() {
    Random random = new Random(11);
    int at = 1_000_000;
    TokenPlaces places = new TokenPlaces(at);
    List<TokenPlaces.Place> expected = new ArrayList<>();
    for (int token = 0; token < 10_000; token++) {
      // Mostly side by side, sometimes far apart, sometimes the same place again.
      int from = at + (token % 7 == 0 ? random.nextInt(100_000) : 0);
      int to = from + 3 + (token % 5 == 0 ? random.nextInt(1 << 20) : 0);
      expected.add(new TokenPlaces.Place(from, to));
      at = token % 11 == 0 ? from : to;

      assertEquals(token, places.add(from, to));
    }

    for (int token = 0; token < expected.size(); token++) {
      assertEquals(expected.get(token), places.of(token), "token " + token);
    }
  }

  @Test
  void findsTheOrdinalOfEachToken() {
    ObjectVersion object = new ObjectVersion("bucket", "key", "1");
    FrameFates one = new FrameFates(new Frame(object, 0, 100, 0));
    FrameFates two = new FrameFates(new Frame(object, 100, 100, 0));
    TokenOrdinals ordinals = new TokenOrdinals();
    int token = 0;
    for (int i = 0; i < 50; i++) {
      ordinals.add(token++, one, i);
    }
    for (int i = 0; i < 50; i++) {
      ordinals.add(token++, null, -1);
    }
    for (int i = 0; i < 50; i++) {
      // Every second one was dropped on the way.
      ordinals.add(token++, two, 100 + 2 * i);
    }

    assertSame(one, ordinals.of(0).frame());
    assertEquals(49, ordinals.of(49).ordinal(49));
    assertEquals(-1, ordinals.of(50).firstOrdinal());
    assertEquals(-1, ordinals.of(99).ordinal(99));
    for (int i = 0; i < 50; i++) {
      assertSame(two, ordinals.of(100 + i).frame());
      assertEquals(100 + 2 * i, ordinals.of(100 + i).ordinal(100 + i));
    }
  }
}
