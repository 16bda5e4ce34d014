package dev.weir.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTableTest {
  private final PrefixTableBuilder builder = new PrefixTableBuilder();

  @Test
  void theMostSpecificPrefixHolds() {
    add("10.0.0.0", 8, 1);
    add("10.1.0.0", 16, 2);
    add("10.1.2.3", 32, 3);
    add("255.0.0.0", 8, 4);
    add("2001:db8::", 32, 5);
    add("2001:db8:1::", 48, 6);
    add("ffff::", 16, 7);
    PrefixTable table = builder.build();

    assertEquals(1, find(table, "10.0.0.0"));
    assertEquals(2, find(table, "10.1.2.2"));
    assertEquals(3, find(table, "10.1.2.3"));
    assertEquals(2, find(table, "10.1.2.4"));
    assertEquals(1, find(table, "10.255.255.255"));
    assertEquals(PrefixTable.NONE, find(table, "11.0.0.0"));
    assertEquals(PrefixTable.NONE, find(table, "9.255.255.255"));
    assertEquals(4, find(table, "255.255.255.255"));
    assertEquals(5, find(table, "2001:db8::1"));
    assertEquals(6, find(table, "2001:db8:1:ffff::"));
    assertEquals(5, find(table, "2001:db8:2::"));
    assertEquals(PrefixTable.NONE, find(table, "2001:db9::"));
    assertEquals(7, find(table, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
  }

  @Test
  void ofOnePrefixGivenTwiceTheLaterHolds() {
    add("10.0.0.0", 8, 1);
    add("10.9.9.9", 8, 2);
    add("2001:db8::", 32, 3);
    add("2001:db8::5", 32, 4);
    PrefixTable table = builder.build();

    assertEquals(2, find(table, "10.1.1.1"));
    assertEquals(4, find(table, "2001:db8::1"));
  }

  @Test
  void allOfTheAddressesCanBeOnePrefix() {
    add("0.0.0.0", 0, 1);
    add("::", 0, 2);
    PrefixTable table = builder.build();

    assertEquals(1, find(table, "255.255.255.255"));
    assertEquals(1, find(table, "0.0.0.0"));
    assertEquals(2, find(table, "ffff::"));
  }

  /** Against a search through all of them, with many nested and repeated ones. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithASearchThroughAll(long seed) {
    Random random = new Random(seed);
    List<long[]> all = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      boolean v4 = random.nextInt(3) > 0;
      int bits = v4 ? random.nextInt(33) : random.nextInt(129);
      IpAddress address = random(random, v4);
      builder.add(address, bits, i);
      all.add(new long[] {address.high(), address.low(), bits, v4 ? 1 : 0});
    }
    PrefixTable table = builder.build();

    for (int i = 0; i < 3000; i++) {
      IpAddress asked = random(random, random.nextInt(3) > 0);
      long high = asked.high();
      long low = asked.low();
      assertEquals(searched(all, high, low), table.find(asked), asked + ", seed " + seed);
    }
  }

  private static int searched(List<long[]> all, long high, long low) {
    int best = PrefixTable.NONE;
    long bestBits = -1;
    for (int i = 0; i < all.size(); i++) {
      long[] prefix = all.get(i);
      IpAddress asked = new IpAddress().set(high, low);
      boolean v4 = asked.isV4();
      asked.mask((int) prefix[2]);
      if (v4 == (prefix[3] == 1)
          && asked.high() == prefix[0]
          && asked.low() == prefix[1]
          && prefix[2] >= bestBits) {
        best = i;
        bestBits = prefix[2];
      }
    }
    return best;
  }

  /** Addresses that often share their first bits. */
  private static IpAddress random(Random random, boolean v4) {
    long bits = sparse(random);
    return v4
        ? new IpAddress().set(0, 0xffff_0000_0000L | (bits & 0xffff_ffffL))
        : new IpAddress().set(bits, sparse(random));
  }

  private static long sparse(Random random) {
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits |= 1L << random.nextInt(64);
    }
    return bits;
  }

  private void add(String address, int bits, int value) {
    IpAddress parsed = new IpAddress();
    assertTrue(parsed.parse(address));
    builder.add(parsed, bits, value);
  }

  private static int find(PrefixTable table, String address) {
    IpAddress parsed = new IpAddress();
    assertTrue(parsed.parse(address), address);
    return table.find(parsed);
  }
}
