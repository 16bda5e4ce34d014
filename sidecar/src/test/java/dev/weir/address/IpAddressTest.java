package dev.weir.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  private final IpAddress address = new IpAddress();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "192.0.2.255",
        "255.255.255.255",
        "::",
        "::1",
        "2001:db8::",
        "2001:db8::1",
        "2001:DB8:0:0:1::7",
        "1:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33",
        "fe80::1:2:3:4",
        "1::"
      })
  void readsWhatTheJdkReads(String text) throws Exception {
    assertTrue(address.parse(text), text);
    assertTrue(isAddress(text), text);
    assertEquals(InetAddress.getByName(text), address.toInetAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4 ",
        "1..3.4",
        "a.b.c.d",
        ":",
        ":::",
        "1:2",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "12345::",
        "::1%eth0",
        "[::1]",
        "1:",
        ":1",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3",
        "example.com",
        "::1:",
        "1.2.3.4/8",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:"
      })
  void refusesWhatIsNone(String text) {
    assertFalse(address.parse(text), text);
    assertFalse(isAddress(text), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "2002:a00::1",
        "64:ff9b::a00:1",
        "::ffff:10.0.0.1",
        "3fff::1"
      })
  void isNotPublicWhereItIsReserved(String text) {
    assertTrue(address.parse(text));
    assertFalse(address.isPublic(), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.0.1", "100.128.0.1", "172.15.0.1",
        "172.32.0.1", "192.0.1.1", "192.167.0.1", "198.17.0.1", "198.20.0.1", "203.0.112.1",
        "223.255.255.255", "2001:4860:4860::8888", "2a00::1", "2600:1f18::1", "::ffff:8.8.8.8"
      })
  void isPublicElsewhere(String text) {
    assertTrue(address.parse(text));
    assertTrue(address.isPublic(), text);
  }

  @Test
  void keepsThePrefixAlone() {
    assertEquals("10.1.0.0", masked("10.1.2.3", 16));
    assertEquals("0.0.0.0", masked("10.1.2.3", 0));
    assertEquals("10.1.2.3", masked("10.1.2.3", 32));
    assertEquals("2001:db8::", masked("2001:db8::1", 64));
    assertEquals("2001:db8:0:0:8000::", masked("2001:db8:0:0:f000::1", 65));
  }

  @Test
  void writesTheShortForm() {
    for (String text :
        new String[] {
          "::",
          "::1",
          "1::",
          "2001:db8::1",
          "2001:db8:0:1:1:1:1:1",
          "2001:0:0:1::1",
          "fe80::1",
          "1:2:3:4:5:6:7:8",
          "0:1::",
          "192.0.2.1"
        }) {
      assertTrue(address.parse(text));
      assertEquals(text, address.toString());
    }
  }

  private static boolean isAddress(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return IpAddress.isAddress(bytes, 0, bytes.length);
  }

  private String masked(String text, int bits) {
    assertTrue(address.parse(text));
    return address.mask(bits).toString();
  }
}
