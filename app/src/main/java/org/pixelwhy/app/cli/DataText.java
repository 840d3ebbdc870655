package org.pixelwhy.app.cli;

import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.onnx.graph.InputException;

/** A data set as users write it: a folder, or {@code testnet:1000}. */
final class DataText {
  private static final String TESTNET = "testnet:";

  private DataText() {}

  static Dataset open(String text, long seed) {
    if (text.startsWith(TESTNET)) {
      int count = (int) Numbers.whole("--data", text.substring(TESTNET.length()), 1);
      return new Testnet(seed).dataset(count);
    }
    throw new InputException("--data: expected testnet:COUNT, found '%s'".formatted(text));
  }
}
