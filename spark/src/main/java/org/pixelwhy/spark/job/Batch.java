package org.pixelwhy.spark.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.spark.executor.FirstImage;
import org.pixelwhy.spark.executor.ImageExplainer;
import org.pixelwhy.spark.executor.OpenedRequest;
import org.pixelwhy.spark.executor.Outcome;
import org.pixelwhy.spark.files.ImageItem;
import org.pixelwhy.spark.files.ImageList;
import org.pixelwhy.spark.files.MaskFolder;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.spark.request.PortableRequest;
import org.pixelwhy.study.comparison.CompareRequest;
import org.pixelwhy.study.comparison.ComparisonJson;
import org.pixelwhy.study.output.ResultJson;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.study.request.RequestReader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * Explains a whole data set: first every image, each result kept as soon as it is there; then, from
 * what is kept, the tables and what all images come to together. Whatever is killed, the next run
 * takes up the results that are there.
 */
public final class Batch {
  /** Written last: where it is, all else is of the same run. */
  private static final String RESULT = "batch.json";

  private static final String RANKING = "ranking.json";
  private static final String CLASSES = "classes.csv";
  private static final String ELSEWHERE = "elsewhere.csv";
  private static final String MEAN = "mean";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final BatchOptions options;
  private final Configuration hadoop;

  public Batch(SparkSession spark, BatchOptions options) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.options = options;
    this.hadoop = context.hadoopConfiguration();
  }

  /**
   * A request that was tried on the driver: what executors cannot open is told before any starts.
   */
  private record Tried(
      ExplainRequest request, PortableRequest portable, String identity, ObjectNode model) {}

  /**
   * Runs the batch.
   *
   * @throws InputException if the request, the images or the folder for results cannot be used, or
   *     no image can be explained
   */
  public BatchSummary run() throws IOException {
    Instant started = Instant.now();
    List<ImageItem> images = images();
    Store store = Store.at(options.out(), hadoop);
    Tried tried = tried(images);
    voidEarlier(store);
    Broadcast<SerializableConfiguration> configuration =
        context.broadcast(new SerializableConfiguration(hadoop));
    ImageExplainer.Plan plan =
        new ImageExplainer.Plan(
            tried.identity(),
            tried.portable().sha256(),
            store.uri(),
            Threads.of(context.getConf()),
            wanted(images));
    List<Outcome> outcomes =
        ImageJob.run(
            context,
            images,
            new ImageExplainer(plan, context.broadcast(tried.portable()), configuration));
    requireSome(outcomes);
    int shards = (outcomes.size() + options.files().shard() - 1) / options.files().shard();
    JavaRDD<Outcome> byShard = context.parallelize(outcomes, shards);
    Records records = new Records(store.uri(), tried.identity(), configuration);
    JavaRDD<Digest> digests = Digest.of(byShard, records);
    new Tables(spark, store).write(digests, records, tried.model().get("sha256").asText());
    means(store, MeanMaps.of(digests));
    Ranking ranking = ranking(store, digests, tried.request());
    digests.unpersist(false);
    store.replace(ELSEWHERE, Elsewhere.csv(spark, store).getBytes(StandardCharsets.UTF_8));
    BatchSummary summary =
        new BatchSummary(
            outcomes.size(),
            (int) outcomes.stream().filter(Outcome::found).count(),
            outcomes.stream().filter(outcome -> !outcome.explained()).toList(),
            ranking,
            store.uri());
    store.replace(RESULT, result(tried, summary, started));
    store.sweep();
    return summary;
  }

  private List<ImageItem> images() {
    List<ImageItem> images =
        TableInput.is(options.images())
            ? TableInput.read(spark, options.images())
            : ImageList.of(options.images(), hadoop);
    Optional<String> masks = options.ranking().masks();
    if (masks.isPresent() && TableInput.is(options.images())) {
      throw new InputException(
          options.images()
              + ": of a table's images the column 'mask' names the ground truth; "
              + "name no folder beside it");
    }
    return masks.map(folder -> MaskFolder.of(folder, hadoop).with(images)).orElse(images);
  }

  private ImageExplainer.Wanted wanted(List<ImageItem> images) {
    BatchOptions.Ranking ranking = options.ranking();
    boolean truth =
        ranking.compares()
            && (ranking.masks().isPresent()
                || images.stream().anyMatch(image -> !image.own().mask().isEmpty()));
    return new ImageExplainer.Wanted(truth, ranking.label().orElse(-1), options.files().formats());
  }

  private Tried tried(List<ImageItem> images) throws IOException {
    try (FirstImage first = FirstImage.of(images, hadoop)) {
      List<ImageSource> image = List.of(first.source());
      ExplainRequest request =
          RequestReader.about(options.request(), image).of(image, OnBadImage.SKIP);
      if (options.ranking().compares()) {
        request =
            new CompareRequest(request, Optional.empty(), OptionalInt.empty(), OnBadImage.SKIP)
                .explain();
      }
      PortableRequest portable = PortableRequest.of(request, options.ranking().compares());
      try (OpenedRequest opened = OpenedRequest.of(portable, 1)) {
        ObjectNode model = MAPPER.createObjectNode();
        ResultJson.model(model, opened.model());
        return new Tried(request, portable, portable.identity(opened.model()), model);
      }
    }
  }

  private static void voidEarlier(Store store) {
    try {
      store.require();
      store.delete(RESULT);
    } catch (IOException e) {
      throw InputException.about(
          "output folder", store.uri() + ": cannot be written to: " + e.getMessage(), e);
    }
  }

  private static void requireSome(List<Outcome> outcomes) {
    if (outcomes.stream().noneMatch(Outcome::explained)) {
      Outcome first = outcomes.get(0);
      throw new InputException(
          "none of the "
              + outcomes.size()
              + " images could be explained; the first: "
              + first.name()
              + ": "
              + first.reason());
    }
  }

  private static void means(Store store, Iterator<MeanMaps.Part> means) throws IOException {
    store.delete(MEAN);
    while (means.hasNext()) {
      MeanMaps.Part part = means.next();
      String name = MEAN + "/" + part.kind().file() + "-n" + part.moments().count();
      write(store, name + "-mean.npy", part.kind(), part.moments().mean());
      write(store, name + "-deviation.npy", part.kind(), part.moments().deviation());
    }
  }

  private static void write(Store store, String name, MeanMaps.Kind kind, double[] values)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Npy.write(bytes, Tensor.of(values, kind.height(), kind.width()));
    store.write(name, bytes.toByteArray());
  }

  private Ranking ranking(Store store, JavaRDD<Digest> digests, ExplainRequest request)
      throws IOException {
    store.delete(RANKING);
    store.delete(CLASSES);
    if (!options.ranking().compares()) {
      return Ranking.NONE;
    }
    Ranking ranking = MethodRanking.of(digests, request.scores());
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", "pixelwhy-batch-ranking/1");
    if (ranking.dice().n() > 0) {
      ComparisonJson.dice(json, ranking.dice());
    }
    ComparisonJson.standings(json, ranking.all());
    if (ranking.hasSeveralTargets()) {
      ranking
          .targets()
          .forEach(
              (target, own) ->
                  ComparisonJson.standings(
                      json.withArray("targets").addObject().put("target", target),
                      own.standings()));
    }
    store.replace(RANKING, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    store.replace(CLASSES, ranking.csv().getBytes(StandardCharsets.UTF_8));
    return ranking;
  }

  private byte[] result(Tried tried, BatchSummary summary, Instant started) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", "pixelwhy-batch/1");
    json.put("images", options.images());
    json.put("request", tried.identity());
    ObjectNode asked = (ObjectNode) MAPPER.readTree(tried.portable().json());
    asked.remove("images");
    json.set("asked", asked);
    json.put("compares", options.ranking().compares());
    json.set("model", tried.model());
    json.put("count", summary.images()).put("explained", summary.explained());
    json.put("found", summary.found()).put("failed", summary.failed().size());
    json.put("spark", spark.version());
    json.put("started", started.toString());
    json.put("seconds", Duration.between(started, Instant.now()).toMillis() / 1e3);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }
}
