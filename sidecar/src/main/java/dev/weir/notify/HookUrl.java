package dev.weir.notify;

import dev.weir.feed.GuardedHosts;
import dev.weir.settings.Endpoint;
import dev.weir.settings.SecretForm;
import dev.weir.yaml.Environment;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import dev.weir.yaml.Takes;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A URL that messages are posted to. Who knows it can post, so only its host is ever shown.
 *
 * @param uri of https, or of this machine
 * @param privateAddresses whether the host may be in a private network
 */
record HookUrl(URI uri, boolean privateAddresses) {
  private static final URI NOWHERE = URI.create("https://nowhere.invalid/");
  private static final int SHORTEST_SECRET = 6;

  /** Reads {@code url} and {@code private_addresses}. */
  static HookUrl read(Section section) {
    URI uri = section.required("url", new Hidden(NOWHERE), "a URL of https", form(section)).uri();
    return checked(section, uri);
  }

  /** Reads the same keys, where there is a URL that nearly all use. */
  static HookUrl read(Section section, URI usual) {
    return checked(section, section.value("url", new Hidden(usual), form(section)).uri());
  }

  private static HookUrl checked(Section section, URI uri) {
    boolean privateAddresses = section.value("private_addresses", false, Forms.BOOLEAN);
    boolean local = new Endpoint.Tcp(host(uri), 0).local();
    if (!uri.getScheme().equals("https") && !(local && privateAddresses)) {
      section.problem(
          "url",
          "http, which anyone on the way can read and change",
          "https; http only to an address of this machine, with private_addresses: true");
    }
    if (!privateAddresses && !local && GuardedHosts.isPrivateAddress(host(uri))) {
      section.problem(
          "url",
          "an address of a private network",
          "a host on the internet; private_addresses: true for one in your own network");
    }
    return new HookUrl(uri, privateAddresses);
  }

  private static Form<Hidden> form(Section section) {
    SecretForm secret = SecretForm.of(section);
    return new Form<>() {
      @Override
      public Hidden parse(String text) {
        String url = secret.parse(text).reveal();
        URI uri = url.equals(Environment.STAND_IN) ? NOWHERE : Forms.HTTP_URL.parse(url);
        if (uri.getPort() > 65_535) {
          throw new IllegalArgumentException("a URL with a port of at most 65535");
        }
        return new Hidden(uri);
      }

      @Override
      public Takes takes() {
        return new Takes.Text("URL, which is a secret", null);
      }

      @Override
      public boolean isSecret() {
        return true;
      }
    };
  }

  private static String host(URI uri) {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The host, which is no secret. */
  String host() {
    return host(uri);
  }

  /** The parts that must not be shown, the longest first. */
  List<String> secrets() {
    List<String> parts = new ArrayList<>();
    for (String part : new String[] {uri.getRawPath(), uri.getRawQuery()}) {
      if (part != null && part.length() >= SHORTEST_SECRET) {
        parts.add(part);
        for (String piece : part.split("[/&=]", -1)) {
          if (piece.length() >= SHORTEST_SECRET) {
            parts.add(piece);
            parts.add(decoded(piece));
          }
        }
      }
    }
    parts.sort(Comparator.comparingInt(String::length).reversed());
    return parts;
  }

  private static String decoded(String piece) {
    try {
      return URLDecoder.decode(piece, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return piece;
    }
  }

  @Override
  public String toString() {
    return new Hidden(uri).toString();
  }

  /** A URL of which the host is shown. */
  private record Hidden(URI uri) {
    @Override
    public String toString() {
      return uri.getScheme() + "://" + uri.getHost() + "/***";
    }
  }
}
