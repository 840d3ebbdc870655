package org.pixelwhy.app.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pixelwhy.server.Entrance;
import org.pixelwhy.server.accounts.Door;
import org.pixelwhy.server.api.Listening;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Option;

/** Where the page is served, and to whom. */
final class EntranceOptions {
  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8765",
      description = "Where to listen; 0 is any that is free (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description = {
        "Name or address to listen at (${DEFAULT-VALUE}: this machine only). Any other takes",
        "accounts ('pixelwhy account add NAME') or a token."
      })
  private String host;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "How people reach the page through a proxy that encrypts: https://NAME.")
  private String publicUrl;

  @Option(
      names = "--token",
      description = "Lets in one person, by an address that is printed once.")
  private boolean token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Lets in one person, by the token in this file.")
  private Path tokenFile;

  /** What lets the one person in, where it is made now: nobody else is told. */
  private Optional<String> made = Optional.empty();

  Entrance entrance() {
    if (port < 0 || port > 65_535) {
      throw new InputException("--port " + port + ": expected a number from 0 to 65535");
    }
    if (token && tokenFile != null) {
      throw new InputException("--token and --token-file: expected one of them");
    }
    if (token) {
      made = Optional.of(Door.newToken());
    }
    Optional<String> chosen = tokenFile == null ? made : Optional.of(read(tokenFile));
    return new Entrance(
        new Listening(host, port, Optional.ofNullable(publicUrl).map(Listening::publicUrl)),
        chosen);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new InputException("--token-file " + file + ": cannot be read", e);
    }
  }

  /** The address as it is printed; after the '#', which browsers send to nobody, the token. */
  String printed(String address) {
    return made.map(secret -> address + "#token=" + secret).orElse(address);
  }

  /** Whether what people send can be read on the way. */
  boolean open() {
    return publicUrl == null && !new Listening(host, port, Optional.empty()).isLoopback();
  }
}
