package org.pixelwhy.spark.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.pixelwhy.spark.executor.Outcome;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.spark.result.ImageRecord;
import org.pixelwhy.spark.result.ResultArchive;
import org.pixelwhy.tensor.Tensor;

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
    return ResultArchive.name(request, image.sha256());
  }

  ImageRecord of(Outcome image) throws IOException {
    return ResultArchive.record(store(), name(image));
  }

  /** Some of an image's arrays, by the names in its archive. */
  Map<String, Tensor> arrays(Outcome image, Set<String> members) throws IOException {
    return ResultArchive.arrays(store(), name(image), members);
  }

  private Store store() throws IOException {
    return Store.at(out, hadoop.value().value());
  }
}
