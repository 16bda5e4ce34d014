package dev.weir.feed;

import dev.weir.enrich.table.TableShape;
import dev.weir.enrich.table.Tables;
import dev.weir.enrich.threat.IndicatorColumns;
import dev.weir.enrich.threat.IndicatorLists;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of every form: a short one each, and then one that has no end. Run by {@link
 * HugeListsTest} in a process of its own, which a full heap ends.
 */
final class HugeLists implements ListObserver {
  private static final String X = "x".repeat(100);

  private HugeLists() {}

  public static void main(String[] args) {
    IndicatorLists lists = new IndicatorLists(10_000_000, null);
    TableShape texts = new TableShape("id", false, List.of("name", "service"), 10_000_000);
    TableShape addresses = new TableShape("id", true, List.of("name", "service"), 10_000_000);
    run("urls", lists.text(), "", i -> "http://evil.example/" + X + i + "\n");
    run("domains", lists.text(), "", i -> "a" + i + ".evil.example\n");
    run("hashes", lists.text(), "", i -> "%032x\n".formatted(i));
    run("v4", lists.text(), "", i -> v4(i) + "\n");
    run("v6", lists.text(), "", i -> "2001:db8::%x:%x\n".formatted(i >> 16, i & 0xffff));
    run(
        "labels",
        lists.csv(new IndicatorColumns("1", null, "2"), ',', false),
        "",
        i -> v4(i) + "," + X + i + "\n");
    run(
        "stix",
        lists.stix(),
        "{\"objects\":[",
        i ->
            "{\"type\":\"indicator\",\"pattern_type\":\"stix\",\"pattern\":\"[url:value='http://a/%s%d']\"},"
                .formatted(X, i));
    run("csv", Tables.csv(texts, ',', true), "id,name,service\n", i -> i + "," + X + i + ",y\n");
    run(
        "json",
        Tables.json(addresses),
        "[",
        i -> "{\"id\":\"%s\",\"name\":\"%s%d\"},".formatted(v4(i), X, i));
    run("text", Tables.text(texts), "", i -> X + i + "\n");
    run(
        "aws",
        Tables.awsRanges(addresses),
        "{\"prefixes\":[",
        i -> "{\"ip_prefix\":\"%s/32\",\"service\":\"S3\"},".formatted(v4(i)));
  }

  private static String v4(long i) {
    return "81." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255);
  }

  private static <T> void run(
      String name, ListReader<T> reader, String head, LongFunction<String> entry) {
    String end =
        head.isEmpty() || head.startsWith("id") ? "" : head.startsWith("[") ? "{}]" : "{}]}";
    String shortList = head + entry.apply(0) + end;
    Lists lists = new Lists(new HugeLists(), System::nanoTime);
    KeptList<T> list = lists.keep(name, new Growing(shortList, head, entry), limits(), reader);
    lists.readOnce();
    T first = list.get();
    String problem = Objects.requireNonNull(lists.readOnce().get(name)).orElse("read");
    boolean inForce = first != null && first == list.get();
    System.out.println(name + ": " + (inForce ? "kept" : "lost") + ", " + problem);
  }

  private static ListLimits limits() {
    ListLimits all = ListLimits.DEFAULT;
    return new ListLimits(all.refresh(), 1L << 30, 10_000_000, all.deadline());
  }

  @Override
  public void kept(String name, KeptList<?> list) {
    // Nobody listens.
  }

  @Override
  public void asked(String name, String outcome) {
    // Nobody listens.
  }

  /** Gives the short list once, and then the one without an end. */
  private record Growing(String first, String head, LongFunction<String> entry)
      implements ListSource {
    @Override
    public ListContent open(@Nullable String version) {
      InputStream bytes =
          version == null
              ? new ByteArrayInputStream(first.getBytes(StandardCharsets.UTF_8))
              : new EndlessList(head, entry);
      return new ListContent("v", bytes);
    }
  }
}
