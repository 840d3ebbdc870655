package org.pixelwhy.spark.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.pixelwhy.spark.result.ImageRecord.MapRecord;
import org.pixelwhy.spark.result.ResultArchive;
import org.pixelwhy.tensor.Tensor;

/**
 * Mean and spread of the maps of all images: those of one target, method, layer and size, pixel on
 * pixel, which says something where the images are aligned.
 *
 * <p>A shard's maps are summed in the images' order, then shards in theirs, {@value #BRANCHES} at a
 * time: so the same images give the same bits, whatever the number of executors, and no task holds
 * more than {@value #BRANCHES} sums of one kind.
 */
final class MeanMaps {
  private static final int BRANCHES = 16;

  private MeanMaps() {}

  /**
   * Maps that have a mean.
   *
   * @param target as it was asked for
   * @param title of the map
   * @param name of the map's file within an image's archive, without its ending
   */
  record Kind(String target, String title, String name, int height, int width)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A name for files. */
    String file() {
      return name + "-" + width + "x" + height;
    }
  }

  /**
   * The sum of some maps of one kind.
   *
   * @param place of the shard, or of the shards that were summed
   */
  record Part(Kind kind, int place, MapMoments moments) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** The means, one at a time, in no particular order. */
  static Iterator<Part> of(JavaRDD<Digest> shards) {
    JavaRDD<Part> parts = shards.flatMap(digest -> digest.sums().iterator());
    for (int left = shards.getNumPartitions(); left > 1; left = (left + BRANCHES - 1) / BRANCHES) {
      parts =
          parts
              .keyBy(part -> part.place() / BRANCHES + " " + part.kind().file())
              .groupByKey()
              .map(same -> merged(same._2()));
    }
    return parts.toLocalIterator();
  }

  private static Part merged(Iterable<Part> parts) {
    List<Part> ordered = new ArrayList<>();
    parts.forEach(ordered::add);
    ordered.sort(Comparator.comparingInt(Part::place));
    Part first = ordered.get(0);
    ordered.stream().skip(1).forEach(part -> first.moments().merge(part.moments()));
    return new Part(first.kind(), first.place() / BRANCHES, first.moments());
  }

  /** The sums of a shard's maps. */
  static final class Sums {
    private final Map<Kind, MapMoments> sums = new LinkedHashMap<>();

    /** Adds the maps of an image. */
    void add(ResultArchive.Content image) {
      for (MapRecord map : image.record().maps()) {
        Tensor values = image.grids().get(map.image());
        Kind kind =
            new Kind(
                map.target(),
                map.title(),
                map.own().substring(0, map.own().lastIndexOf('.')),
                (int) values.shape().dim(0),
                (int) values.shape().dim(1));
        sums.computeIfAbsent(kind, key -> new MapMoments(values.size())).add(values.toFloats());
      }
    }

    /** A part for each kind. */
    List<Part> parts(int shard) {
      return sums.entrySet().stream()
          .map(entry -> new Part(entry.getKey(), shard, entry.getValue()))
          .toList();
    }
  }
}
