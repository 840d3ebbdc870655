package org.pixelwhy.server.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pixelwhy.server.network.Network.Inquiry;
import org.pixelwhy.tensor.InputException;

/** Questions that were being answered when the server, or the network's process, ended. */
final class Interrupted {
  private Interrupted() {}

  /**
   * Goes on where an earlier attempt was; where what that left cannot be used, because it is
   * damaged or the network's card was stated anew meanwhile, everything is done again.
   */
  static Explained goOn(Inquiry inquiry, Function<Inquiry, Explained> work) {
    boolean begun = inquiry.unfinished().filter(Interrupted::isBegun).isPresent();
    try {
      return work.apply(inquiry);
    } catch (InputException e) {
      if (!begun) {
        throw e;
      }
      return work.apply(inquiry.goingOnFrom(Optional.empty()));
    }
  }

  private static boolean isBegun(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
