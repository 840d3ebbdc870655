package org.pixelwhy.server.network;

import org.pixelwhy.study.request.ModelSource;

/** Where networks are opened. They are closed before this is. */
public interface Networks extends AutoCloseable {
  /**
   * Opens a network.
   *
   * @throws org.pixelwhy.tensor.InputException if a file is missing or damaged, or it is no
   *     segmentation network
   */
  Network open(ModelSource source);

  /** The version of the runtime that computes. */
  String runtime();

  @Override
  void close();
}
