package dev.weir.source.content;

import static dev.weir.source.content.Magic.hex;
import static dev.weir.source.content.Magic.odd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The magic bytes that are known, and whether content that is no text begins with one. */
final class Magics {
  /** Letters and digits are in the text of the formats' own descriptions; see their bytes. */
  private static final List<Magic> ALL =
      List.of(
          odd(ContentKind.PARQUET, "50 41 52 31"), // PAR1
          odd(ContentKind.PARQUET, "50 41 52 45"), // PARE, an encrypted footer
          odd(ContentKind.ORC, "4f 52 43"),
          hex(ContentKind.AVRO, "4f 62 6a 01"),
          hex(ContentKind.ARROW, "41 52 52 4f 57 31 00 00"),
          hex(ContentKind.HDF5, "89 48 44 46 0d 0a 1a 0a"),
          hex(ContentKind.SQLITE, "53 51 4c 69 74 65 20 66 6f 72 6d 61 74 20 33 00"),
          hex(ContentKind.EVTX, "45 6c 66 46 69 6c 65 00"),
          hex(ContentKind.JOURNAL, "4c 50 4b 53 48 48 52 48"),
          hex(ContentKind.PCAP, "d4 c3 b2 a1"),
          hex(ContentKind.PCAP, "a1 b2 c3 d4"),
          hex(ContentKind.PCAP, "4d 3c b2 a1"),
          hex(ContentKind.PCAP, "a1 b2 3c 4d"),
          hex(ContentKind.PCAP, "0a 0d 0d 0a"),
          hex(ContentKind.XZ, "fd 37 7a 58 5a 00"),
          hex(ContentKind.LZMA, "5d 00 00"),
          hex(ContentKind.LZIP, "4c 5a 49 50 01"),
          hex(ContentKind.LZOP, "89 4c 5a 4f 00 0d 0a 1a 0a"),
          hex(ContentKind.LZ4, "04 22 4d 18"),
          hex(ContentKind.LZ4, "02 21 4c 18"),
          hex(ContentKind.SNAPPY, "ff 06 00 00 73 4e 61 50 70 59"),
          hex(ContentKind.SNAPPY, "82 53 4e 41 50 50 59 00"),
          hex(ContentKind.COMPRESS, "1f 9d"),
          hex(ContentKind.SEVEN_ZIP, "37 7a bc af 27 1c"),
          hex(ContentKind.RAR, "52 61 72 21 1a 07"),
          hex(ContentKind.CAB, "4d 53 43 46 00 00 00 00"),
          hex(ContentKind.AR, "21 3c 61 72 63 68 3e 0a"),
          hex(ContentKind.RPM, "ed ab ee db"),
          hex(ContentKind.ENCRYPTED, "53 61 6c 74 65 64 5f 5f"), // Salted__, OpenSSL
          hex(
              ContentKind.ENCRYPTED, // age-encryption.org/
              "61 67 65 2d 65 6e 63 72 79 70 74 69 6f 6e 2e 6f 72 67 2f"),
          hex(ContentKind.PNG, "89 50 4e 47 0d 0a 1a 0a"),
          hex(ContentKind.JPEG, "ff d8 ff"),
          hex(ContentKind.GIF, "47 49 46 38 37 61"),
          hex(ContentKind.GIF, "47 49 46 38 39 61"),
          hex(ContentKind.TIFF, "49 49 2a 00"),
          hex(ContentKind.TIFF, "4d 4d 00 2a"),
          hex(ContentKind.PDF, "25 50 44 46 2d"),
          hex(ContentKind.OFFICE, "d0 cf 11 e0 a1 b1 1a e1"),
          hex(ContentKind.ELF, "7f 45 4c 46"),
          hex(ContentKind.MACHO, "fe ed fa ce"),
          hex(ContentKind.MACHO, "fe ed fa cf"),
          hex(ContentKind.MACHO, "ce fa ed fe"),
          hex(ContentKind.MACHO, "cf fa ed fe"),
          hex(ContentKind.CLASS, "ca fe ba be"),
          hex(ContentKind.WASM, "00 61 73 6d"),
          hex(ContentKind.HEAP_DUMP, "4a 41 56 41 20 50 52 4f 46 49 4c 45 20")); // JAVA PROFILE

  /** Letters that much text begins with: they name only what is no text by all else. */
  private static final List<Magic> WEAK =
      List.of(hex(ContentKind.EXE, "4d 5a"), hex(ContentKind.RIFF, "52 49 46 46"));

  private static final int CPIO_HEADER_BYTES = 110;

  private Magics() {}

  /** The kind that the first bytes tell for certain, or null. */
  static @Nullable ContentKind of(byte[] head, int length) {
    ContentKind kind = of(ALL, head, length);
    return kind == null && isCpio(head, length) ? ContentKind.CPIO : kind;
  }

  /** The kind of what is no text. */
  static ContentKind ofBinary(byte[] head, int length) {
    ContentKind kind = of(WEAK, head, length);
    return kind == null ? ContentKind.BINARY : kind;
  }

  private static @Nullable ContentKind of(List<Magic> magics, byte[] head, int length) {
    for (Magic magic : magics) {
      if (magic.isIn(head, length)) {
        return magic.kind();
      }
    }
    return null;
  }

  /** "070701" or "070702" and 104 hexadecimal digits, which no log begins with. */
  private static boolean isCpio(byte[] head, int length) {
    if (length < CPIO_HEADER_BYTES || head[0] != '0' || head[1] != '7' || head[3] != '7') {
      return false;
    }
    for (int i = 0; i < CPIO_HEADER_BYTES; i++) {
      if (Character.digit(head[i], 16) < 0) {
        return false;
      }
    }
    return head[2] == '0' && head[4] == '0' && (head[5] == '1' || head[5] == '2');
  }
}
