package dev.weir.source.content;

import static dev.weir.source.content.Containers.bzip2;
import static dev.weir.source.content.Containers.gzip;
import static dev.weir.source.content.Containers.tar;
import static dev.weir.source.content.Containers.zip;
import static dev.weir.source.content.Containers.zstd;
import static dev.weir.source.content.Parts.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.units.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectContentTest {
  private static final Path FILES = Path.of("src/test/resources/dev/weir/source/content");
  private static final byte[] LINES = utf8("a line of a log\n".repeat(40));

  @Test
  void takesOffThreeLayersOfCompressionAndNamesTheFourth() throws IOException {
    byte[] three = gzip(zstd(bzip2(LINES)));

    assertEquals(List.of(": " + text(LINES)), Parts.of(three));
    assertEquals(List.of("! not_text gzip"), Parts.of(gzip(gzip(gzip(gzip(LINES))))));
    assertEquals(List.of("! not_text zstd"), Parts.of(gzip(three(zstd(LINES)))));
  }

  @Test
  void opensWhatFirehoseCompressedOnceMore() throws IOException {
    List<String> parts = Parts.of(Files.readAllBytes(FILES.resolve("firehose-double-gzip.gz")));

    assertEquals(1, parts.size());
    assertTrue(parts.getFirst().startsWith(": {\"messageType\": \"DATA_MESSAGE\""));
  }

  @Test
  void countsAllLayersOfAnObjectAgainstOneCap() throws IOException {
    byte[] bomb = gzip(gzip(new byte[40 << 20]));
    DecompressionLimits limits =
        new DecompressionLimits(ByteSize.ofMiB(64), 1000, ByteSize.ofMiB(1));

    List<String> parts = Parts.of(bomb, limits, 1000);

    assertTrue(parts.getFirst().endsWith("! ratio_cap"), parts.getFirst().length() + "");
    assertEquals(parts, Parts.of(bomb, limits, 7));
  }

  @Test
  void countsAllMembersOfAnObjectAgainstOneCap() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (int i = 0; i < 8; i++) {
      members.put(i + ".gz", gzip(utf8("x".repeat(1 << 20))));
    }
    DecompressionLimits limits = new DecompressionLimits(ByteSize.ofMiB(3), 1, ByteSize.ofMiB(3));

    List<String> parts = Parts.of(tar(members), limits, Integer.MAX_VALUE);

    assertEquals(8, parts.size());
    assertTrue(parts.get(2).endsWith("x"));
    assertTrue(parts.get(3).endsWith("! size_cap"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
  void decodesTextWithAByteOrderMark(String charset) throws IOException {
    String log = "2026-01-02 ein Gruß, Привет, 日志, \uD83D\uDE00\r\n".repeat(900);

    byte[] object = ("\uFEFF" + log).getBytes(Charset.forName(charset));

    String expected = charset.equals("UTF-8") ? "\uFEFF" + log : log;
    assertEquals(List.of(": " + expected), Parts.of(object));
    assertEquals(List.of(": " + expected), Parts.of(gzip(object), DecompressionLimits.DEFAULT, 3));
  }

  @Test
  void keepsWhatIsNoCharacterAsInvalidBytes() throws IOException {
    byte[] object = HexFormat.of().parseHex("fffe" + "6100".repeat(40) + "00d8" + "6200" + "01dc");

    try (ObjectContent content =
        ObjectContent.open(
            new ByteArrayInputStream(object), object.length, DecompressionLimits.DEFAULT)) {
      ContentPart.Text text = assertInstanceOf(ContentPart.Text.class, content.next());
      assertEquals(
          "61".repeat(40) + "eda080" + "62" + "edb081",
          HexFormat.of().formatHex(text.utf8().readAllBytes()));
    }
  }

  @Test
  void saysThatTextEndsInsideOfACharacter() throws IOException {
    byte[] object = ("\uFEFF" + "line\n").getBytes(StandardCharsets.UTF_16LE);

    assertEquals(
        List.of(": line! truncated_text"), Parts.of(Arrays.copyOf(object, object.length - 1)));
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE,utf16", "UTF-16BE,utf16", "UTF-32LE,utf32", "UTF-32BE,utf32"})
  void tellsWideTextWithoutAMark(String charset, String kind) throws IOException {
    byte[] object = "2026-01-02 a line\n".repeat(300).getBytes(Charset.forName(charset));

    assertEquals(List.of("! not_text " + kind), Parts.of(object));
  }

  @Test
  void opensEachMemberOfATarArchive() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("var/log/messages", LINES);
    members.put("var/log/messages.1.gz", gzip(LINES));
    members.put("var/log/empty", new byte[0]);
    members.put("../../etc/passwd", utf8("one line\n"));
    members.put("n".repeat(300) + "/wide", utf8("\uFEFFx\n".repeat(9)));
    members.put("inner.tar", tar(Map.of("x", LINES)));
    members.put("inner.zip.gz", gzip(zip(Map.of("x", LINES))));
    members.put("last", LINES);
    List<String> expected =
        List.of(
            "var/log/messages: " + text(LINES),
            "var/log/messages.1.gz: " + text(LINES),
            "../../etc/passwd: one line\n",
            "n".repeat(300) + "/wide: " + "\uFEFFx\n".repeat(9),
            "inner.tar! not_text tar",
            "inner.zip.gz! not_text zip",
            "last: " + text(LINES));

    assertEquals(expected, Parts.of(tar(members)));
    assertEquals(expected, Parts.of(gzip(tar(members, TarArchiveOutputStream.LONGFILE_GNU))));
    assertEquals(expected, Parts.of(zstd(tar(members)), DecompressionLimits.DEFAULT, 5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void opensEachMemberOfAZipArchive(boolean deflated) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("logs/", new byte[0]);
    members.put("logs/a.log", LINES);
    members.put("logs/empty", new byte[0]);
    members.put("logs/b.log.gz", gzip(LINES));
    members.put("logs/c.tgz", gzip(tar(Map.of("x", LINES))));
    members.put("logs/d.png", HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452"));
    members.put("logs/e.log", LINES);
    byte[] archive = zip(members, deflated);

    List<String> expected =
        List.of(
            "logs/a.log: " + text(LINES),
            "logs/b.log.gz: " + text(LINES),
            "logs/c.tgz! not_text tar",
            "logs/d.png! not_text png",
            "logs/e.log: " + text(LINES));

    List<String> found = Parts.of(archive);
    found.remove("logs/: ");
    found.remove("logs/empty: ");
    assertEquals(expected, found);
    assertEquals(Parts.of(archive), Parts.of(archive, DecompressionLimits.DEFAULT, 3));
  }

  @Test
  void tellsOfEveryPrefixOfAnArchiveThatItIsCut() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a", LINES);
    members.put("b.bin", HexFormat.of().parseHex("7f454c46" + "00".repeat(60)));
    members.put("c", LINES);
    for (byte[] archive : List.of(tar(members), zip(members), zip(members, false))) {
      int end = archive.length;
      // A tar archive ends with blocks of zeros, of which the first says that it ends.
      int whole = archive[0] == 'P' ? end : 3 * 512 + 640 * 2 + 64 + 3 * 512;
      for (int length = 512; length < Math.min(end, whole); length += 7) {
        List<String> parts = Parts.of(Arrays.copyOf(archive, length));
        long broken = parts.stream().filter(part -> part.contains("truncated_archive")).count();
        assertTrue(broken >= 1, length + " of " + end + ": " + parts);
      }
    }
  }

  @Test
  void answersMutationsOfArchivesTheSameOnEachTry() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a", LINES);
    members.put("b.gz", gzip(LINES));
    for (byte[] archive : List.of(tar(members), zip(members), zip(members, false))) {
      for (int i = 0; i < 300; i++) {
        byte[] broken = archive.clone();
        for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        int chunk = random.nextInt(1, 600);
        List<String> parts = Parts.of(broken);
        assertEquals(parts, Parts.of(broken, DecompressionLimits.DEFAULT, chunk), "seed " + seed);
      }
    }
  }

  @Test
  void tellsOfBytesThatNoMemberOfAnArchiveHas() throws IOException {
    byte[] zip = zip(Map.of("a", LINES));
    byte[] twice = concat(zip, utf8("what nobody reads"));
    byte[] tar = concat(tar(Map.of("a", LINES)), utf8("x".repeat(600)));

    assertEquals(List.of("a: " + text(LINES), "! corrupt_archive zip"), Parts.of(twice));
    assertEquals(List.of("a: " + text(LINES), "! corrupt_archive tar"), Parts.of(tar));
    assertEquals(
        List.of("a: " + text(LINES), "b: x\n"),
        Parts.of(concat(tar(Map.of("a", LINES)), tar(Map.of("b", utf8("x\n"))))));
  }

  @Test
  void takesNoHeaderOfATarForAPlaceToHideContent() throws IOException {
    byte[] archive = tar(Map.of("a", LINES));

    byte[] comment = header(TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER, utf8("13 comment=x\n"));
    assertEquals(List.of("a: " + text(LINES)), Parts.of(concat(comment, archive)));
    for (byte[] hidden :
        List.of(
            header(TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER, utf8("a secret\n")),
            header(TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER, utf8("10 size=9\n")),
            header(TarConstants.LF_GNUTYPE_LONGLINK, utf8("x".repeat(100_000))))) {
      assertEquals(List.of("! corrupt_archive tar"), Parts.of(concat(hidden, archive)));
    }
  }

  private static byte[] header(byte type, byte[] data) {
    TarArchiveEntry entry = new TarArchiveEntry("header", type);
    entry.setSize(data.length);
    byte[] block = new byte[512];
    entry.writeEntryHeader(block);
    return concat(block, Arrays.copyOf(data, (data.length + 511) / 512 * 512));
  }

  @Test
  void tellsOfAnEncryptedMemberAndReadsTheNext() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a", LINES);
    members.put("b", utf8("x\n"));
    byte[] zip = zip(members, false);
    zip[6] |= 1;

    assertEquals(List.of("a! unreadable_member encrypted", "b: x\n"), Parts.of(zip));
  }

  @Test
  void tellsOfAMemberCompressedInAnotherWayAndReadsTheNext() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a", LINES);
    members.put("b", utf8("x\n"));
    byte[] zip = zip(members, false);
    zip[8] = 14;

    assertEquals(List.of("a! unreadable_member unknown_method", "b: x\n"), Parts.of(zip));
  }

  @Test
  void tellsOfAChecksumThatIsWrong() throws IOException {
    byte[] zip = zip(Map.of("a", LINES), false);
    zip[14]++;

    assertEquals(List.of("a: " + text(LINES) + "! corrupt_archive"), Parts.of(zip));
  }

  @Test
  void readsAMillionEmptyMembersInBoundedTime() throws IOException {
    byte[] member = Arrays.copyOf(tar(Map.of("empty", new byte[0])), 512);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 1_000_000; i++) {
        out.write(member);
      }
    }

    assertEquals(List.of("! member_cap tar"), Parts.of(bytes.toByteArray()));
  }

  @ParameterizedTest
  @CsvSource({
    "50415231 1504 00000000, parquet",
    "4f524300 1122, orc",
    "4f626a01 0416, avro",
    "53514c69746520666f726d6174203300, sqlite",
    "d4c3b2a1 0200 0400, pcap",
    "fd377a585a00, xz",
    "04224d18, lz4",
    "ff060000734e61507059, snappy",
    "377abcaf271c, seven_zip",
    "526172211a0700, rar",
    "89504e470d0a1a0a, png",
    "ffd8ffe0, jpeg",
    "255044462d312e37, pdf",
    "7f454c46020101, elf",
    "53616c7465645f5f 8a91, encrypted",
    "456c6646696c6500, evtx",
    "213c617263683e0a, ar"
  })
  void namesTheKindOfWhatIsNoText(String hex, String kind) throws IOException {
    byte[] object = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertEquals(List.of("! not_text " + kind), Parts.of(object));
    assertEquals(List.of("! not_text " + kind), Parts.of(gzip(object)));
  }

  @Test
  void keepsSecurityLakesParquet() throws IOException {
    byte[] object = Files.readAllBytes(FILES.resolve("securitylake.gz.parquet"));

    assertEquals(List.of("! not_text parquet"), Parts.of(object));
  }

  @Test
  void tellsCiphertextOfEveryLengthFromText() throws IOException {
    Random random = new Random(7);
    for (int length = 64; length < 6000; length += 37) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertEquals(1, Parts.of(bytes).size());
      assertTrue(Parts.of(bytes).getFirst().startsWith("! not_text"), "length " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MZ is how a word begins\n",
        "PAR1S is a city\n",
        "ORC slain by elf\n",
        "RIFF and raff\n",
        "Obj is null\n",
        "PK is a primary key\n",
        "BZh9 is a name\n",
        "8=FIX.4.2\u00019=65\u000135=A\u000149=SERVER\u000156=CLIENT\u0001\n",
        "\u001b[31mred\u001b[0m\tline\n",
        "GET /\u0000\u0016\u0003\u0001 HTTP/1.1 and so on, as some servers log it\n",
        "[]\n"
      })
  void takesTextForText(String line) throws IOException {
    assertEquals(List.of(": " + line), Parts.of(utf8(line)));
    assertEquals(List.of(": " + line.repeat(300)), Parts.of(utf8(line.repeat(300))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1251", "KOI8-R", "GBK", "Shift_JIS", "EUC-KR"})
  void takesTextOfOlderEncodingsForText(String charset) throws IOException {
    String log =
        switch (charset) {
          case "ISO-8859-1" -> "Zugriff für Müller verweigert\n";
          case "GBK" -> "用户登录失败\n";
          case "Shift_JIS" -> "ログイン失敗\n";
          case "EUC-KR" -> "로그인 실패\n";
          default -> "Доступ запрещён\n";
        };

    List<String> parts = Parts.of(log.repeat(200).getBytes(Charset.forName(charset)));

    assertTrue(parts.getFirst().startsWith(": "), parts.getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 4096, 4608, 10_240})
  void takesWholeBlocksOfZerosForATarArchiveWithoutMembers(int bytes) throws IOException {
    assertEquals(List.of(), Parts.of(new byte[bytes]));
    assertEquals(List.of(), Parts.of(gzip(new byte[bytes]), DecompressionLimits.DEFAULT, 7));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 512, 1000, 1025, 4095, 4097, 10_239, 10_241, 10_752, 100_000})
  void takesOtherZerosForNoArchive(int bytes) throws IOException {
    assertEquals(List.of(": " + "\0".repeat(bytes)), Parts.of(new byte[bytes]));
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 4096, 10_240})
  void takesZerosThatEndInAnotherByteForNoArchive(int bytes) throws IOException {
    byte[] object = new byte[bytes];
    object[bytes - 1] = 'x';
    byte[] cut = gzip(new byte[bytes]);

    assertEquals(List.of(": " + "\0".repeat(bytes - 1) + "x"), Parts.of(object));
    String broken = Parts.of(Arrays.copyOf(cut, cut.length - 4)).getFirst();
    assertTrue(broken.endsWith("! truncated_compression"), broken.strip());
  }

  @Test
  void takesALogThatARotationPaddedForText() throws IOException {
    byte[] padded = concat(new byte[100_000], LINES);

    assertTrue(Parts.of(padded).getFirst().endsWith("a line of a log\n"));
  }

  private static byte[] three(byte[] content) {
    return gzip(gzip(content));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
