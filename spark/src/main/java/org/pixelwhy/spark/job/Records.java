package org.pixelwhy.spark.job;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.pixelwhy.spark.executor.Outcome;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.spark.result.ResultArchive;

/**
 * Where tasks read again what is kept of the images.
 *
 * @param out URI of the folder
 * @param request identity of the request
 */
record Records(String out, String request, Broadcast<SerializableConfiguration> hadoop)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The archive's name within the folder. */
  String name(Outcome image) {
    return ResultArchive.name(request, image.content().key());
  }

  ResultArchive.Content of(Outcome image) throws IOException {
    return ResultArchive.read(store(), name(image));
  }

  private Store store() throws IOException {
    return Store.at(out, hadoop.value().value());
  }
}
