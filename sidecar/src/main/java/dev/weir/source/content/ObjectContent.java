package dev.weir.source.content;

import dev.weir.source.decompress.CompressionFormat;
import dev.weir.source.decompress.ContentBudget;
import dev.weir.source.decompress.Decompression;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.decompress.PeekedContent;
import dev.weir.source.split.UnsendableReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one object, one after the other: the object itself, or the members of the archive
 * that it is. What it answers depends on the object's bytes alone, so it is the same on every try.
 * Archives inside archives are not opened. Memory is bounded, whatever the content. Not
 * thread-safe.
 */
public final class ObjectContent implements AutoCloseable {
  private final PeekedContent content;
  private final ContentBudget budget;
  private final long totalBytes;
  private final @Nullable Archive archive;
  private @Nullable InputStream member;
  private boolean given;

  /** Whether the last part was text, which is read to its end. */
  private boolean read;

  private ObjectContent(PeekedContent content, ContentBudget budget, long totalBytes)
      throws IOException {
    this.content = content;
    this.budget = budget;
    this.totalBytes = totalBytes;
    ContentKind kind = kind(content);
    this.archive =
        kind == ContentKind.TAR
            ? new TarArchive(content)
            : kind == ContentKind.ZIP ? new ZipArchive(content, budget) : null;
  }

  /**
   * Looks at an object's first bytes.
   *
   * @param totalBytes how many bytes it has
   * @throws IOException what {@code bytes} throws
   */
  public static ObjectContent open(InputStream bytes, long totalBytes, DecompressionLimits limits)
      throws IOException {
    ContentBudget budget = new ContentBudget(totalBytes, limits);
    return new ObjectContent(Decompression.open(bytes, budget), budget, totalBytes);
  }

  /**
   * Moves to the next part; what is left of the one before is passed over.
   *
   * @return null at the end
   * @throws IOException what the object's stream throws: it has to be read again
   */
  public @Nullable ContentPart next() throws IOException {
    if (archive == null) {
      if (given) {
        return null;
      }
      given = true;
      return TarArchive.isEmpty(content) ? null : part(null, content, totalBytes);
    }
    if (member != null) {
      member.close();
      member = null;
    }
    ArchiveMember next = archive.next(read);
    read = false;
    return switch (next) {
      case null -> null;
      case ArchiveMember.Closed(
              String name,
              UnsendableReason reason,
              ContentKind kind,
              byte[] head,
              long bytes) ->
          new ContentPart.Opaque(name, reason, kind, head, bytes);
      case ArchiveMember.Open(String name, InputStream bytes, long count) -> {
        PeekedContent opened = Decompression.open(bytes, budget);
        member = opened;
        ContentPart part = part(name, opened, count);
        read = part instanceof ContentPart.Text;
        yield part;
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (member != null) {
      member.close();
    }
    content.close();
  }

  private static ContentPart part(@Nullable String name, PeekedContent content, long stored)
      throws IOException {
    ContentKind kind = kind(content);
    if (kind != null) {
      byte[] head = Arrays.copyOf(content.head(), content.headLength());
      return new ContentPart.Opaque(
          name, UnsendableReason.NOT_TEXT, kind, head, content.bytes(stored));
    }
    Encoding encoding = Encoding.byMark(content.head(), content.headLength());
    return new ContentPart.Text(
        name, encoding == null ? content : new DecodedText(content, encoding));
  }

  /** What it is; null for text. */
  private static @Nullable ContentKind kind(PeekedContent content) throws IOException {
    byte[] head = content.head();
    int length = content.headLength();
    switch (CompressionFormat.of(head, length)) {
      case GZIP -> {
        return ContentKind.GZIP;
      }
      case ZSTD -> {
        return ContentKind.ZSTD;
      }
      case BZIP2 -> {
        return ContentKind.BZIP2;
      }
      case PLAIN -> {}
    }
    if (isZip(head, length)) {
      return ContentKind.ZIP;
    }
    if (length >= TarHeader.BYTES && TarHeader.isHeader(head)) {
      return ContentKind.TAR;
    }
    ContentKind told = Magics.of(head, length);
    if (told != null || Encoding.byMark(head, length) != null) {
      return told;
    }
    ContentKind wide = Encoding.withoutMark(head, length);
    if (wide != null) {
      return wide;
    }
    return TextRule.isTextHead(head, length) ? null : Magics.ofBinary(head, length);
  }

  /** A member, the directory's end of an archive without one, or the mark of spanned archives. */
  private static boolean isZip(byte[] head, int length) {
    if (length < 4 || head[0] != 'P' || head[1] != 'K') {
      return false;
    }
    return (head[2] == 3 && head[3] == 4)
        || (head[2] == 5 && head[3] == 6)
        || (head[2] == 7 && head[3] == 8);
  }
}
