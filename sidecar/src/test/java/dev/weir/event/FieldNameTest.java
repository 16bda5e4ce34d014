package dev.weir.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldNameTest {
  private static final List<String> NAMES =
      List.of(
          "",
          "a",
          "\0",
          "a\0",
          "action",
          "country",
          "clientIp",
          "clientIps",
          "clientIpt",
          "ü",
          "httpMethod",
          "httpMethodOfClient",
          "httpMethodOnClient",
          "httpMethods",
          "http-method-of-all",
          "httpMethod-of-all");

  @Test
  void isEqualToItsOwnBytesOnlyWhereverTheyLie() {
    for (String name : NAMES) {
      for (String other : NAMES) {
        byte[] utf8 = other.getBytes(StandardCharsets.UTF_8);
        for (int behind : new int[] {0, 1, 8}) {
          byte[] array = new byte[3 + utf8.length + behind];
          Arrays.fill(array, (byte) 'x');
          System.arraycopy(utf8, 0, array, 3, utf8.length);
          long head = FieldName.head(array, 3, utf8.length);

          boolean same = new FieldName(name).is(array, 3, utf8.length, head);

          assertEquals(name.equals(other), same, name + " against " + other);
        }
      }
    }
  }
}
