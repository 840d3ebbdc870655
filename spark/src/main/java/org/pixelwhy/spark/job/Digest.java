package org.pixelwhy.spark.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.pixelwhy.spark.executor.Outcome;
import org.pixelwhy.spark.result.ImageRecord;
import org.pixelwhy.spark.result.ResultArchive;

/**
 * What is read of the results of a shard: all tables, means and rankings are made of it, so that
 * each archive is opened once.
 *
 * @param shard its number
 * @param images in their order
 * @param sums of their maps, of each kind
 */
record Digest(int shard, List<Kept> images, List<MeanMaps.Part> sums) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * An image with its record.
   *
   * @param json the record as it is kept; empty where the image was not explained
   */
  record Kept(Outcome outcome, byte[] json) implements Serializable {
    private static final long serialVersionUID = 1L;

    boolean explained() {
      return outcome.explained();
    }

    /** Of an image that was explained. */
    ImageRecord record() throws IOException {
      return ImageRecord.of(json);
    }
  }

  /**
   * The digests, one for each partition; they stay on the executors' disks until they are let go.
   *
   * @param shards the outcomes in the order of the images, a partition for each shard
   */
  static JavaRDD<Digest> of(JavaRDD<Outcome> shards, Records records) {
    return shards
        .mapPartitionsWithIndex(
            (shard, images) -> List.of(of(shard, images, records)).iterator(), true)
        .persist(StorageLevel.DISK_ONLY());
  }

  private static Digest of(int shard, Iterator<Outcome> outcomes, Records records)
      throws IOException {
    List<Kept> images = new ArrayList<>();
    MeanMaps.Sums sums = new MeanMaps.Sums();
    while (outcomes.hasNext()) {
      Outcome outcome = outcomes.next();
      if (outcome.explained()) {
        ResultArchive.Content content = records.of(outcome);
        images.add(new Kept(outcome, content.record().json()));
        sums.add(content);
      } else {
        images.add(new Kept(outcome, new byte[0]));
      }
    }
    return new Digest(shard, images, sums.parts(shard));
  }
}
