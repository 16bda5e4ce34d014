package dev.weir.enrich.url;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.enrich.Enricher;
import dev.weir.enrich.Subject;
import dev.weir.enrich.Tally;

/**
 * Takes {@code url.full} or {@code url.original} apart, whole URLs and those that begin with their
 * path, and adds in {@code url.decoded} how path and query read. Parts that the log gives stay as
 * it gives them. A user and password in a URL become no field.
 */
public final class UrlEnricher implements Enricher {
  /** What is longer than that is a list, not a name. */
  private static final int MOST_EXTENSION = 10;

  private final EcsField[] from = {field("full"), field("original")};
  private final EcsField scheme = field("scheme");
  private final EcsField domain = field("domain");
  private final EcsField port = field("port");
  private final EcsField path = field("path");
  private final EcsField query = field("query");
  private final EcsField fragment = field("fragment");
  private final EcsField extension = field("extension");
  private final EcsField decoded = field("decoded");
  private final Tally tally;

  public UrlEnricher(Tally tally) {
    this.tally = tally;
  }

  private static EcsField field(String name) {
    return EcsSchema.get().field("url." + name);
  }

  @Override
  public void enrich(Subject record) {
    EcsFields fields = record.fields();
    for (EcsField each : from) {
      int value = fields.first(each);
      if (value >= 0 && fields.isText(value)) {
        tally.count(take(fields.bytes(value), fields.at(value), fields.length(value), fields));
        break;
      }
    }
    ofPath(fields);
  }

  /** Whether there were parts to take. */
  private boolean take(byte[] url, int at, int length, EcsFields fields) {
    int to = at + length;
    int rest = at;
    int schemeEnd = schemeEnd(url, at, to);
    if (schemeEnd > at) {
      put(scheme, url, at, schemeEnd, fields);
      rest = authority(url, schemeEnd + 3, to, fields);
    } else if (length == 0 || url[at] != '/') {
      return false;
    }
    int hash = indexOf(url, '#', rest, to);
    int mark = indexOf(url, '?', rest, hash);
    put(path, url, rest, mark, fields);
    put(query, url, mark + 1, hash, fields);
    put(fragment, url, hash + 1, to, fields);
    return true;
  }

  /** Where the scheme of {@code scheme://} ends (RFC 3986, 3.1); {@code from} if there is none. */
  private static int schemeEnd(byte[] url, int from, int to) {
    int at = from;
    while (at < to && at - from < 32 && isSchemeByte(url[at], at == from)) {
      at++;
    }
    boolean is =
        at > from && at + 2 < to && url[at] == ':' && url[at + 1] == '/' && url[at + 2] == '/';
    return is ? at : from;
  }

  private static boolean isSchemeByte(byte b, boolean first) {
    boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    return letter || (!first && ((b >= '0' && b <= '9') || b == '+' || b == '-' || b == '.'));
  }

  /** Takes host and port; where the path begins. */
  private int authority(byte[] url, int from, int to, EcsFields fields) {
    int end = from;
    int host = from;
    while (end < to && url[end] != '/' && url[end] != '?' && url[end] != '#') {
      host = url[end++] == '@' ? end : host;
    }
    int hostEnd = end;
    int digits = end;
    while (digits > host && url[digits - 1] >= '0' && url[digits - 1] <= '9') {
      digits--;
    }
    if (digits > host && url[digits - 1] == ':') {
      hostEnd = digits - 1;
      port(url, digits, end, fields);
    }
    put(domain, url, host, hostEnd, fields);
    return end;
  }

  private void port(byte[] url, int from, int to, EcsFields fields) {
    int number = 0;
    for (int i = from; i < to && number <= 65_535; i++) {
      number = number * 10 + url[i] - '0';
    }
    if (number > 0 && number <= 65_535 && !fields.has(port)) {
      fields.set(port, number);
    }
  }

  /** What follows from path and query, wherever those are from. */
  private void ofPath(EcsFields fields) {
    int value = fields.first(path);
    if (value < 0 || !fields.isText(value)) {
      return;
    }
    byte[] bytes = fields.bytes(value);
    int at = fields.at(value);
    int to = at + fields.length(value);
    int begin = to;
    while (begin > at && to - begin <= MOST_EXTENSION && isExtensionByte(bytes[begin - 1])) {
      begin--;
    }
    if (begin > at + 1 && begin < to && bytes[begin - 1] == '.' && bytes[begin - 2] != '/') {
      put(extension, bytes, begin, to, fields);
    }
    if (!fields.has(decoded)) {
      int more = fields.first(query);
      byte[] readable =
          more < 0 || !fields.isText(more)
              ? PercentDecoding.decode(bytes, at, to, bytes, 0, 0)
              : PercentDecoding.decode(
                  bytes,
                  at,
                  to,
                  fields.bytes(more),
                  fields.at(more),
                  fields.at(more) + fields.length(more));
      if (readable.length > 0) {
        fields.set(decoded, readable, 0, readable.length);
      }
    }
  }

  private static boolean isExtensionByte(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private static void put(EcsField field, byte[] bytes, int from, int to, EcsFields fields) {
    if (to > from && !fields.has(field)) {
      fields.set(field, bytes, from, to - from);
    }
  }
}
