package dev.weir.enrich.geo;

import com.maxmind.db.Reader;
import dev.weir.feed.ListReader;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database in the MaxMind format (MaxMind DB file format 2.0). It is mapped from a copy that has
 * no name: the memory is the system's to use otherwise, and whoever writes over the file changes
 * nothing here. Thread-safe.
 */
public final class GeoDatabase {
  private final Reader reader;
  private final DecodeBudget budget;

  private GeoDatabase(Reader reader, DecodeBudget budget) {
    this.reader = reader;
    this.budget = budget;
  }

  /** Opens databases. They are counted by the nodes of their search trees. */
  public static ListReader<GeoDatabase> reader() {
    return GeoDatabase::read;
  }

  private static ReadList<GeoDatabase> read(InputStream bytes, ListRoom room) throws IOException {
    Path copy = Files.createTempFile("weir-", ".mmdb");
    try {
      long size = Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
      if (size == 0) {
        throw new IOException("it is empty");
      }
      DecodeBudget budget = new DecodeBudget();
      Reader opened = new Reader(copy.toFile(), Reader.FileMode.MEMORY_MAPPED, budget);
      long nodes = opened.getMetadata().nodeCount();
      return new ReadList<>(
          new GeoDatabase(opened, budget), (int) Math.min(nodes, Integer.MAX_VALUE), 0, 0);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /** What it says of the address, or null: a broken part of a database knows nothing. */
  @Nullable VendorRecord find(InetAddress address) {
    budget.renew();
    try {
      Map<?, ?> record = reader.get(address, Map.class);
      return record == null ? null : new VendorRecord(record);
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // Its data claim to nest, or to be, more than there is.
      return null;
    }
  }
}
