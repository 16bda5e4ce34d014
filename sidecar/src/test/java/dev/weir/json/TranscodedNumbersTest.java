package dev.weir.json;

import static dev.weir.json.Transcoded.bytes;
import static dev.weir.json.Transcoded.decode;
import static dev.weir.json.Transcoded.transcode;
import static dev.weir.json.Transcoded.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.msgpack.MsgpackWriter;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.msgpack.value.Value;

class TranscodedNumbersTest {
  @ParameterizedTest
  @CsvSource({
    "18446744073709551616",
    "-9223372036854775809",
    "123456789012345678901234567890",
    "0.1234567890123456789",
    "1e400",
    "-1e400",
    "1e-400",
    "0.30000000000000001",
    "9007199254740993.0",
    "4.9e-325",
    "1.00000000000000000001",
    "1e99999999999999999999",
  })
  void keepsTheDigitsOfNumbersThatNothingElseHolds(String number) throws Exception {
    MsgpackWriter out = new MsgpackWriter(64);
    JsonTranscoder transcoder = new JsonTranscoder(out, 100);
    byte[] json = bytes("{\"a\":" + number + "}");

    transcoder.record(json, 0, json.length, 0);

    assertEquals(number, value(decode(out.toByteArray()), "a").asStringValue().asString());
    assertEquals(1, transcoder.numbersAsStrings());
  }

  @Test
  void keepsEveryRandomNumberExactly() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String number = randomNumber(random);
      Value value = value(decode(transcode("{\"a\":" + number + "}", 0)), "a");

      BigDecimal kept =
          switch (value.getValueType()) {
            case INTEGER -> new BigDecimal(value.asIntegerValue().asBigInteger());
            case FLOAT -> new BigDecimal(Double.toString(value.asFloatValue().toDouble()));
            default -> new BigDecimal(value.asStringValue().asString());
          };
      assertEquals(0, kept.compareTo(new BigDecimal(number)), () -> number + " of seed " + seed);
    }
  }

  private static String randomNumber(Random random) {
    StringBuilder number = new StringBuilder(random.nextBoolean() ? "-" : "");
    int whole = random.nextInt(22);
    number.append(whole == 0 ? "0" : String.valueOf(1 + random.nextInt(9)));
    for (int i = 1; i < whole; i++) {
      number.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    if (random.nextBoolean()) {
      number.append('.');
      for (int digits = 1 + random.nextInt(20); digits > 0; digits--) {
        number.append(random.nextInt(2) == 0 ? 0 : random.nextInt(10));
      }
    }
    if (random.nextInt(3) == 0) {
      number.append("eE".charAt(random.nextInt(2)));
      number.append(new String[] {"", "-", "+"}[random.nextInt(3)]);
      number.append(random.nextInt(random.nextBoolean() ? 30 : 340));
    }
    return number.toString();
  }
}
