package org.pixelwhy.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.study.demo.Demo;
import org.pixelwhy.study.request.ExplainRequest;

/** What is open where nobody says otherwise, so that nobody faces an empty page. */
public final class ShippedExample {
  private ShippedExample() {}

  /** The shipped network and its images, in a folder that goes with the process. */
  public static PageServer.Start start() {
    try {
      Path folder = Files.createTempDirectory(ProcessFolder.own(), "example-");
      ExplainRequest request = Demo.prepare(folder);
      return new PageServer.Start(List.of(request.model()), request.images(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
