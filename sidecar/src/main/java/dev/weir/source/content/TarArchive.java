package dev.weir.source.content;

import dev.weir.source.decompress.CorruptContentException;
import dev.weir.source.decompress.PeekedContent;
import dev.weir.source.split.UnsendableReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Members of a tar archive: ustar and pax (POSIX.1-2017, pax, "ustar Interchange Format" and "pax
 * Header Block"), with the long names and large numbers of GNU tar. Archives may follow one
 * another.
 */
final class TarArchive implements Archive {
  private static final int BLOCK = TarHeader.BYTES;
  private static final int RECORD = 20 * BLOCK;
  private static final int MOST_NAME_BYTES = 64 << 10;
  private static final int MOST_PAX_BYTES = 1 << 20;

  private final ArchiveInput in;
  private @Nullable StoredMember open;
  private long padding;
  private int members;
  private boolean endSeen;
  private boolean ended;

  /** What the headers before a member's own say of it. */
  private @Nullable String longName;

  private PaxRecords pax = PaxRecords.NONE;

  TarArchive(InputStream archive) {
    this.in = new ArchiveInput(archive);
  }

  /**
   * Whether the content is an archive without members: the two blocks of zeros that end one, filled
   * up to a record as far as programs do. More zeros are rather what is left of a file.
   */
  static boolean isEmpty(PeekedContent content) throws IOException {
    int zeros = content.zeros(RECORD);
    return zeros >= 2 * BLOCK && zeros % BLOCK == 0;
  }

  @Override
  public @Nullable ArchiveMember next(boolean read) throws IOException {
    if (ended) {
      return null;
    }
    byte[] block = new byte[0];
    try {
      CorruptContentException failure = open == null ? null : open.failure();
      if (failure != null) {
        ended = true;
        return read ? null : broken(failure, block);
      }
      pass();
      while (true) {
        block = new byte[BLOCK];
        int got = in.read(block, BLOCK);
        if (got == 0 && endSeen) {
          return null;
        }
        if (got < BLOCK) {
          block = Arrays.copyOf(block, got);
          throw ArchiveInput.truncated();
        }
        if (TextRule.zeros(block, 0, BLOCK) == BLOCK) {
          endSeen = true;
          continue;
        }
        TarHeader header = TarHeader.of(block);
        if (header == null) {
          throw ArchiveInput.corrupt();
        }
        endSeen = false;
        ArchiveMember member = member(header);
        if (member != null) {
          return member;
        }
      }
    } catch (CorruptContentException e) {
      ended = true;
      return broken(e, block);
    }
  }

  private static ArchiveMember broken(CorruptContentException e, byte[] head) {
    return new ArchiveMember.Closed(
        null, UnsendableReason.of(e.reason()), ContentKind.TAR, head, -1);
  }

  private void pass() throws IOException {
    if (open != null) {
      open.skipRest();
      in.skip(padding);
      open = null;
    }
  }

  /** What the header begins, or null where that is no member with content. */
  private @Nullable ArchiveMember member(TarHeader header) throws IOException {
    switch (header.type()) {
      case 'L' -> longName = TarHeader.text(data(header.size(), MOST_NAME_BYTES));
      case 'x', 'X' -> pax = PaxRecords.of(data(header.size(), MOST_PAX_BYTES));
      // What holds of all members, and the long name of a link: nothing that a record is made of.
      case 'g' -> PaxRecords.of(data(header.size(), MOST_PAX_BYTES)).requirePlain();
      case 'K' -> data(header.size(), MOST_NAME_BYTES);
      default -> {
        return named(header);
      }
    }
    return null;
  }

  private @Nullable ArchiveMember named(TarHeader header) throws IOException {
    String path = pax.path();
    String name = path != null ? path : longName != null ? longName : header.name();
    long size = header.holdsNothing() ? 0 : pax.sizeOr(header.size());
    boolean sparse = header.type() == 'S' || pax.isSparse();
    boolean continued = header.type() == 'M';
    longName = null;
    pax = PaxRecords.NONE;
    if (++members > MOST_MEMBERS) {
      ended = true;
      return new ArchiveMember.Closed(
          null, UnsendableReason.MEMBER_CAP, ContentKind.TAR, new byte[0], -1);
    }
    if (header.type() == 'S') {
      skipSparseMap(header);
    }
    if (size == 0 && !sparse) {
      return null;
    }
    StoredMember content = new StoredMember(in, size);
    open = content;
    padding = -size & (BLOCK - 1);
    if (sparse || continued) {
      return new ArchiveMember.Closed(
          name,
          UnsendableReason.UNREADABLE_MEMBER,
          ContentKind.SPARSE,
          in.peek((int) Math.min(size, BLOCK)),
          size);
    }
    return new ArchiveMember.Open(name, content, size);
  }

  /** GNU's old form puts further headers behind the first, while each says that one follows. */
  private void skipSparseMap(TarHeader header) throws IOException {
    boolean more = header.sparseMapGoesOn();
    while (more) {
      more = TarHeader.furtherMapGoesOn(in.bytes(BLOCK));
    }
  }

  private byte[] data(long size, int most) throws IOException {
    if (size > most) {
      throw ArchiveInput.corrupt();
    }
    byte[] data = in.bytes((int) size);
    in.skip(-size & (BLOCK - 1));
    return data;
  }
}
