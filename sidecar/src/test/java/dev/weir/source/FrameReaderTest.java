package dev.weir.source;

import static dev.weir.source.content.Containers.gzip;
import static dev.weir.source.content.Containers.tar;
import static dev.weir.source.content.Containers.zip;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.source.content.ContentKind;
import dev.weir.source.split.UnsendableReason;
import dev.weir.type.LogTypes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
  private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
  private static final String ACCESS =
      "203.0.113.9 - - [20/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl/8.0\"";

  @ParameterizedTest
  @CsvSource({"300, 300", "4096, 4097", "70000, 4097"})
  void neverSaysThatALetterHasAllOfWhatNobodyRead(int png, long least) throws Exception {
    byte[] image = Arrays.copyOf(PNG, png);

    for (byte[] compressed : List.of(gzip(image), zip(Map.of("a", image)))) {
      ReadEntries read = ReadEntries.of(compressed, PartTypes.all(null));

      assertEquals(
          least, read.entries().getFirst().entry().value("bytes").asIntegerValue().asLong());
    }
    ReadEntries plain = ReadEntries.of(image, PartTypes.all(null));
    assertEquals(png, plain.entries().getFirst().entry().value("bytes").asIntegerValue().asLong());
  }

  @Test
  void makesOneDeadLetterOfWhatIsNoText() throws Exception {
    ReadEntries read = ReadEntries.of(gzip(PNG), PartTypes.all(null));

    assertEquals(List.of("s3.text : ! not_text png"), read.lines());
    assertEquals(1, read.count().records());
    assertEquals(Map.of(UnsendableReason.NOT_TEXT, 1L), read.count().unsendable());
    assertEquals(Map.of(ContentKind.PNG, 1L), read.count().opaque());
    byte[] body = read.entries().getFirst().entry().value("body").asRawValue().asByteArray();
    assertEquals(HexFormat.of().formatHex(PNG), HexFormat.of().formatHex(body));
  }

  @Test
  void believesTheContentAlthoughTheKeyNamesALogType() throws Exception {
    PartTypes known = PartTypes.all(LogTypes.shipped().named("aws.vpcflow"));

    ReadEntries read = ReadEntries.of(PNG, known);

    assertEquals(List.of("s3.aws.vpcflow : ! not_text png"), read.lines());
  }

  @Test
  void givesEachMemberOfAnArchiveItsOwnTypeAndCountsOn() throws Exception {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a.log", utf8(ACCESS + "\n" + ACCESS + "\n"));
    members.put("b.log", utf8(ACCESS + "\n"));
    members.put("c.png", PNG);
    members.put("notes.txt.gz", gzip(utf8("some words\n")));
    for (byte[] archive : List.of(tar(members), zip(members))) {

      ReadEntries read = ReadEntries.of(archive, PartTypes.all(null));

      assertEquals(
          List.of(
              "s3.apache.access a.log: " + ACCESS,
              "s3.apache.access a.log: " + ACCESS,
              "s3.apache.access b.log: " + ACCESS,
              "s3.text c.png: ! not_text png",
              "s3.text notes.txt.gz: some words"),
          read.lines());
      assertEquals(
          List.of(0L, 1L, 2L, 3L, 4L),
          read.entries().stream().map(ReadEntries.Entry::ordinal).toList());
      assertEquals(5, read.count().records());
    }
  }

  @Test
  void asksTheConfigurationThenTheMembersNameThenTheArchivesKey() {
    LogTypes shipped = LogTypes.shipped();
    KeyTypes ruled =
        new KeyTypes(List.of(new TypeRule("in/**", "apache.access", "types[0]")), shipped);
    KeyTypes bare = new KeyTypes(List.of(), shipped);
    String trail =
        "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/11/20/123456789012_CloudTrail_x.json.gz";
    String digest =
        trail
            .replace("CloudTrail/", "CloudTrail-Digest/")
            .replace("_CloudTrail_", "_CloudTrail-Digest_");

    assertEquals("apache.access", String.valueOf(ruled.ofMember("in/a.tar", trail)));
    assertEquals("aws.cloudtrail", String.valueOf(bare.ofMember("in/a.tar", trail)));
    assertEquals("aws.cloudtrail", String.valueOf(bare.ofMember(trail, "x")));
    assertEquals("null", String.valueOf(bare.ofMember("in/a.tar", digest)));
    assertEquals("null", String.valueOf(bare.ofMember("in/a.tar", "x")));
  }

  @Test
  void makesADeadLetterOfALineThatIsMostlyNoText() throws Exception {
    byte[] object =
        concat(
            utf8("one line\n".repeat(600)),
            HexFormat.of().parseHex("0001020304fffefdfc80810a"),
            "appended\n".getBytes(StandardCharsets.UTF_16LE),
            utf8("\nf\u00fcr\u0001mich\n"));

    ReadEntries read = ReadEntries.of(object, PartTypes.all(LogTypes.text()));

    List<String> lines = read.lines();
    assertEquals("s3.text : ! not_text binary", lines.get(600));
    assertEquals("s3.text : ! not_text binary", lines.get(601));
    assertEquals("s3.text : f\u00fcr\u0001mich", lines.getLast());
  }

  @Test
  void passesThePaddingBeforeALineAndKeepsALineOfNothingElse() throws Exception {
    byte[] object = concat(new byte[5000], utf8("a line\n"), new byte[3000]);

    ReadEntries read = ReadEntries.of(object, PartTypes.all(null));

    assertEquals(List.of("s3.text : a line", "s3.text : ! not_text binary"), read.lines());
  }

  @Test
  void opensTheAccountOfAnArchiveThatHoldsNothing() throws Exception {
    ReadEntries read = ReadEntries.of(zip(Map.of("folder/", new byte[0])), PartTypes.all(null));

    assertEquals(0, read.count().records());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
