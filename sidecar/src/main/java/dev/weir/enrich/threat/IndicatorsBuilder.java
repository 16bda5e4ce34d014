package dev.weir.enrich.threat;

import dev.weir.address.Prefix;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import dev.weir.lookup.ByteTable;
import dev.weir.lookup.PrefixTableBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Collects the indicators of one list, and tells what each is by its form. */
final class IndicatorsBuilder {
  /** Shorter prefixes are whole countries, or a list that somebody spoilt. */
  private static final int LEAST_V4 = 8;

  private static final int LEAST_V6 = 16;
  private static final int MOST_BYTES = 4096;

  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\\.)++[a-z][a-z0-9-]{1,62}");
  private static final Pattern HASH = Pattern.compile("(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})");
  private static final Pattern WITH_PORT = Pattern.compile("[0-9.]{7,15}:[0-9]{1,5}");

  private final int mostEntries;
  private final ListRoom room;
  private final PrefixTableBuilder addresses = new PrefixTableBuilder();
  private final ByteTable domains = new ByteTable();
  private final ByteTable urls = new ByteTable();
  private final ByteTable hashes = new ByteTable();
  private final IndicatorNotes notes = new IndicatorNotes();
  private final Prefix prefix = new Prefix();
  private final byte[] key = new byte[MOST_BYTES];
  private int skipped;

  IndicatorsBuilder(int mostEntries, ListRoom room) {
    this.mostEntries = mostEntries;
    this.room = room;
  }

  /**
   * Adds an indicator of whatever kind.
   *
   * @param untilSeconds when it ends to be one, 0 for never
   * @throws IOException if there are too many, or the heap has no room for more
   */
  void add(String text, IndicatorNote note, long untilSeconds) throws IOException {
    String plain = plain(text);
    if (notes.size() >= mostEntries) {
      throw new IOException("it has more than " + mostEntries + " entries (max_entries)");
    }
    room.check(heldBytes(), peakBytes());
    if (plain.isEmpty() || plain.length() > MOST_BYTES / 4) {
      skipped++;
    } else if (plain.contains("://")) {
      addUrl(plain, note, untilSeconds);
    } else if (isPrefix(plain)) {
      addPrefix(note, untilSeconds);
    } else {
      addWord(plain.toLowerCase(Locale.ROOT), note, untilSeconds);
    }
  }

  /** Counts what is no indicator. */
  void skip() {
    skipped++;
  }

  /** Without what lists put around indicators so that nobody clicks on them. */
  private static String plain(String text) {
    String plain = text.strip();
    if (plain.indexOf('[') >= 0) {
      plain = plain.replace("[.]", ".").replace("[:]", ":");
    }
    return plain.startsWith("hxxp") ? "http" + plain.substring(4) : plain;
  }

  private boolean isPrefix(String plain) {
    return prefix.parse(plain)
        || (WITH_PORT.matcher(plain).matches()
            && prefix.parse(plain.substring(0, plain.indexOf(':'))));
  }

  private void addPrefix(IndicatorNote note, long untilSeconds) {
    if (prefix.bits() < (prefix.address().isV4() ? LEAST_V4 : LEAST_V6)) {
      skipped++;
      return;
    }
    int number = notes.add(note, prefix.bits(), untilSeconds);
    addresses.add(prefix.address(), prefix.bits(), number);
  }

  private void addUrl(String plain, IndicatorNote note, long untilSeconds) {
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    int length = UrlKey.write(bytes, 0, bytes.length, key);
    if (length == 0) {
      skipped++;
    } else {
      urls.put(key, 0, length, notes.add(note, 0, untilSeconds));
    }
  }

  private void addWord(String lower, IndicatorNote note, long untilSeconds) {
    if (HASH.matcher(lower).matches()) {
      hashes.put(HexFormat.of().parseHex(lower), notes.add(note, 0, untilSeconds));
      return;
    }
    String domain = lower.startsWith("*.") ? lower.substring(2) : lower;
    domain =
        domain.startsWith("||") && domain.endsWith("^")
            ? domain.substring(2, domain.length() - 1)
            : domain;
    domain = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    if (domain.length() > 253 || !DOMAIN.matcher(domain).matches()) {
      skipped++;
    } else {
      domains.put(domain.getBytes(StandardCharsets.US_ASCII), notes.add(note, 0, untilSeconds));
    }
  }

  private long heldBytes() {
    return tableBytes() + addresses.heldBytes() + notes.heldBytes();
  }

  private long peakBytes() {
    // One array grows at a time.
    long growth =
        Math.max(
            Math.max(domains.growthBytes(), urls.growthBytes()),
            Math.max(hashes.growthBytes(), notes.growthBytes()));
    return tableBytes() + addresses.peakBytes() + notes.heldBytes() + growth;
  }

  private long tableBytes() {
    return domains.heapBytes() + urls.heapBytes() + hashes.heapBytes();
  }

  /** The list of all that was added. */
  ReadList<Indicators> build() {
    Indicators all = new Indicators(addresses.build(), domains, urls, hashes, notes.trim());
    return new ReadList<>(all, notes.size(), skipped, heldBytes());
  }
}
