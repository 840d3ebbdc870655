package org.pixelwhy.server.api;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Where a server listens, and by which names it is reached.
 *
 * @param host a name or address of this machine
 * @param port 0 for any that is free
 * @param publicUrl how it is reached through a proxy that stands before it; empty for none
 */
public record Listening(String host, int port, Optional<URI> publicUrl) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
  private static final Set<String> ANY = Set.of("0.0.0.0", "::");
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public Listening {
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new InputException(Text.format("cannot listen at '%s', port %d", host, port));
    }
  }

  /** At this machine only. */
  public static Listening here(int port) {
    return new Listening("127.0.0.1", port, Optional.empty());
  }

  /**
   * The address by which people reach a page.
   *
   * @throws InputException if it is none, or has more than a scheme, a name and a port
   */
  public static URI publicUrl(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean bare =
          uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
      if (web && bare && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new InputException(
        "the public address: expected https://NAME or https://NAME:PORT, without a path");
  }

  /** Whether only this machine reaches it by itself. */
  public boolean isLoopback() {
    return LOOPBACK.contains(host);
  }

  /** Whether what it sends is encrypted on its way to browsers. */
  boolean encrypted() {
    return publicUrl.filter(uri -> uri.getScheme().equals("https")).isPresent();
  }

  /** What a browser is told to open. */
  public String address(int actual) {
    String name = ANY.contains(host) ? machine().orElse("127.0.0.1") : bracketed(host);
    return publicUrl
        .map(uri -> uri.getScheme() + "://" + uri.getAuthority() + "/")
        .orElseGet(() -> Text.format("http://%s:%d/", name, actual));
  }

  /** Where requests may come from, as browsers say it; empty where there is no proxy. */
  Optional<String> publicOrigin() {
    return publicUrl.map(
        uri -> {
          String authority = uri.getAuthority().toLowerCase(Locale.ROOT);
          int usual = uri.getScheme().equals("https") ? HTTPS : HTTP;
          return uri.getScheme() + "://" + authority.replaceFirst(":" + usual + "$", "");
        });
  }

  /** What the header Host may say, in small letters. */
  Set<String> hosts(int actual) {
    Set<String> names = new LinkedHashSet<>(LOOPBACK);
    names.add(host);
    if (ANY.contains(host)) {
      names.addAll(addresses());
      machine().ifPresent(names::add);
    }
    Set<String> hosts = new LinkedHashSet<>();
    for (String name : names) {
      String small = bracketed(name).toLowerCase(Locale.ROOT);
      hosts.add(small + ":" + actual);
      if (actual == HTTP) {
        hosts.add(small);
      }
    }
    publicOrigin()
        .ifPresent(
            origin -> {
              String authority = origin.replaceFirst("^https?://", "");
              hosts.add(authority);
              if (!authority.matches(".*:[0-9]+")) {
                hosts.add(authority + ":" + (encrypted() ? HTTPS : HTTP));
              }
            });
    return hosts;
  }

  private static String bracketed(String name) {
    return name.contains(":") ? "[" + name + "]" : name;
  }

  private static Optional<String> machine() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** No other site can make a browser send them: a name may lead here, but is not an address. */
  private static Set<String> addresses() {
    Set<String> addresses = new LinkedHashSet<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
          .forEach(addresses::add);
    } catch (SocketException e) {
      // Then its name alone will do.
    }
    return addresses;
  }
}
