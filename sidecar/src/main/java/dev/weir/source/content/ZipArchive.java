package dev.weir.source.content;

import dev.weir.source.decompress.CappedContent;
import dev.weir.source.decompress.ContentBudget;
import dev.weir.source.decompress.CorruptContentException;
import dev.weir.source.split.UnsendableReason;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Members of a zip archive (PKWARE APPNOTE 6.3), read forward by their local headers; so no two of
 * them can share their bytes. The directory behind them has to name as many, and nothing may follow
 * it.
 */
final class ZipArchive implements Archive {
  private static final long MEMBER = 0x04034b50L;
  private static final long ENTRY = 0x02014b50L;
  private static final long END = 0x06054b50L;
  private static final long END_64 = 0x06064b50L;
  private static final long LOCATOR_64 = 0x07064b50L;
  private static final long SIGNATURE = 0x05054b50L;

  /** Before the first member, of a part of several; elsewhere that of a descriptor. */
  private static final long SPANNED = 0x08074b50L;

  private static final int HEAD_BYTES = 512;

  private final ArchiveInput in;
  private final ContentBudget budget;
  private @Nullable InflatedMember open;
  private long skip;
  private int skipDescriptor;
  private int members;
  private boolean begun;
  private boolean ended;

  ZipArchive(InputStream archive, ContentBudget budget) {
    this.in = new ArchiveInput(archive);
    this.budget = budget;
  }

  @Override
  public @Nullable ArchiveMember next(boolean read) throws IOException {
    if (ended) {
      return null;
    }
    byte[] head = new byte[0];
    try {
      CorruptContentException failure = open == null ? null : open.failure();
      if (failure != null) {
        ended = true;
        return read ? null : broken(failure, head);
      }
      pass();
      while (true) {
        head = in.peek(HEAD_BYTES);
        long signature = in.int32();
        if (signature == SPANNED && !begun) {
          signature = in.int32();
        }
        begun = true;
        if (signature == MEMBER) {
          ArchiveMember member = member(ZipHeader.read(in));
          if (member != null) {
            return member;
          }
        } else {
          directory(signature);
          ended = true;
          return null;
        }
      }
    } catch (CorruptContentException e) {
      ended = true;
      return broken(e, head);
    }
  }

  private static ArchiveMember broken(CorruptContentException e, byte[] head) {
    return new ArchiveMember.Closed(
        null, UnsendableReason.of(e.reason()), ContentKind.ZIP, head, -1);
  }

  private void pass() throws IOException {
    in.skip(skip);
    skip = 0;
    if (skipDescriptor != 0) {
      boolean signed = in.int32() == SPANNED;
      in.skip(skipDescriptor + (signed ? 4 : 0));
      skipDescriptor = 0;
    }
    InflatedMember left = open;
    if (left != null) {
      InputStream rest = capped(left);
      byte[] buffer = new byte[HEAD_BYTES * 16];
      while (rest.read(buffer) >= 0) {
        // To its end, which only inflating finds.
      }
      left.close();
      open = null;
    }
  }

  private @Nullable ArchiveMember member(ZipHeader header) throws IOException {
    if (++members > MOST_MEMBERS) {
      ended = true;
      return closed(null, UnsendableReason.MEMBER_CAP, ContentKind.ZIP, -1);
    }
    if (header.isFolder()) {
      return null;
    }
    boolean deflated = header.method() == ZipHeader.DEFLATED;
    boolean stored = header.method() == ZipHeader.STORED;
    if (!header.isEncrypted() && (deflated || (stored && !header.isLengthUnknown()))) {
      InflatedMember content = new InflatedMember(in, header);
      open = content;
      return new ArchiveMember.Open(
          header.name(),
          new KeptOpen(capped(content)),
          header.hasDescriptor() ? -1 : header.size());
    }
    if (header.isLengthUnknown()) {
      // Where it ends nobody can say: all that follows is lost with it.
      ended = true;
      ContentKind kind = header.isEncrypted() ? ContentKind.ENCRYPTED : ContentKind.UNKNOWN_LENGTH;
      return closed(header.name(), UnsendableReason.CORRUPT_ARCHIVE, kind, -1);
    }
    skip = header.compressed();
    skipDescriptor = header.hasDescriptor() ? (header.isZip64() ? 16 : 8) : 0;
    ContentKind kind = header.isEncrypted() ? ContentKind.ENCRYPTED : ContentKind.UNKNOWN_METHOD;
    return closed(header.name(), UnsendableReason.UNREADABLE_MEMBER, kind, header.compressed());
  }

  private ArchiveMember closed(
      @Nullable String name, UnsendableReason reason, ContentKind kind, long bytes)
      throws IOException {
    return new ArchiveMember.Closed(name, reason, kind, in.peek(HEAD_BYTES), bytes);
  }

  private InputStream capped(InflatedMember content) {
    return new CappedContent(content, in.buffer(), budget);
  }

  /** Passes the directory, from the signature on that was read, to the object's end. */
  private void directory(long first) throws IOException {
    long signature = first;
    int entries = 0;
    while (signature == ENTRY) {
      in.skip(24);
      long variable = in.int16();
      variable += in.int16();
      variable += in.int16();
      in.skip(12 + variable);
      entries++;
      signature = in.int32();
    }
    if (signature == SIGNATURE) {
      in.skip(in.int16());
      signature = in.int32();
    }
    if (signature == END_64) {
      in.skip(in.int64());
      signature = in.int32();
    }
    if (signature == LOCATOR_64) {
      in.skip(16);
      signature = in.int32();
    }
    if (signature != END) {
      throw ArchiveInput.corrupt();
    }
    in.skip(16);
    in.skip(in.int16());
    if (entries != members || !in.atEnd()) {
      throw ArchiveInput.corrupt();
    }
  }
}
