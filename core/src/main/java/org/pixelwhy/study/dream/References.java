package org.pixelwhy.study.dream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.Windowing;
import org.pixelwhy.dream.PictureSpace;
import org.pixelwhy.dream.feature.Measuring;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.study.ForegroundClass;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Version;
import org.pixelwhy.study.dream.ReferenceNumbers.Normal;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.tensor.digest.Sha256;

/**
 * Measures the images of a reference under their masks, as a network sees them, once: the numbers
 * are kept in a file that is named by a hash of everything that they follow from.
 */
final class References {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FORMAT = "pixelwhy-dream-reference/1";

  private final ReferenceImages images;
  private final Measuring measuring;
  private final Progress progress;

  References(ReferenceImages images, Measuring measuring, Progress progress) {
    this.images = images;
    this.measuring = measuring;
    this.progress = progress;
  }

  /**
   * The numbers for one network.
   *
   * @param size to which its pictures are brought
   * @throws InputException if no image has the class, or one cannot be read
   */
  ReferenceNumbers of(SegmentationModel model, int channel, Optional<Size> size) {
    int label = ForegroundClass.label(model, channel, images.labels(), images.name());
    Sha256 digest = new Sha256();
    digest.and(FORMAT + Version.current() + measuring.settings() + label);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < images.entries().size(); i++) {
      progress.step("reference: reading", i, images.entries().size());
      Sample sample = images.entries().get(i).read();
      Mask mask = sample.labels().mask(label);
      if (!mask.isEmpty()) {
        Pair pair = pair(model, sample, mask, size);
        pair.addTo(digest);
        pairs.add(pair);
      }
    }
    if (pairs.isEmpty()) {
      throw new InputException(
          Text.format(
              "%s: none of the %d images has class %s, so nothing says what is normal; choose other"
                  + " images, or another class",
              images.name(), images.entries().size(), model.classNames().get(channel)));
    }
    String key = digest.hex().substring(0, 32) + ".json";
    return images
        .cache()
        .flatMap(folder -> cached(folder.resolve(key)))
        .orElseGet(() -> measured(pairs, key));
  }

  /** A picture as the network's dreams are, and where the class is in it. */
  private record Pair(Axes axes, float[] picture, int channels, Mask mask) {
    void addTo(Sha256 digest) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * picture.length + mask.size());
      for (float value : picture) {
        bytes.putFloat(value);
      }
      for (int i = 0; i < mask.size(); i++) {
        bytes.put((byte) (mask.get(i) ? 1 : 0));
      }
      digest.and(bytes.flip());
      digest.and(axes + " " + axes.spacing());
    }
  }

  private Pair pair(SegmentationModel model, Sample sample, Mask mask, Optional<Size> size) {
    Image image =
        images.windowing().map(window -> restored(sample.image(), window)).orElse(sample.image());
    try {
      ImagePreparation prepared = PictureSpace.of(model.card(), image, size);
      Tensor input = prepared.input();
      int[] extents = {(int) input.shape().dim(2), (int) input.shape().dim(3)};
      Mask own = prepared.geometry().toOutput(mask, extents);
      Axes axes = Pictures.axes(prepared.geometry());
      return new Pair(axes, input.toFloats(), (int) input.shape().dim(1), Mask.of(axes, own::get));
    } catch (InputException e) {
      throw new InputException(sample.name() + ": " + e.getMessage(), e);
    }
  }

  /** The values of the file, as far as the window that it was read through leaves them. */
  private Image restored(Image image, Windowing windowing) {
    float[] values = image.values().clone();
    int area = values.length / image.channels();
    for (int channel = 0; channel < image.channels(); channel++) {
      IntensityWindow window =
          windowing
              .channel(channel)
              .orElseThrow(
                  () ->
                      InputException.about(
                          "window",
                          images.name()
                              + ": each volume was brought to 0 to 1 through a window of its own,"
                              + " so its values are not known; state one window for all"));
      for (int i = channel * area; i < (channel + 1) * area; i++) {
        values[i] = (float) (window.low() + values[i] * window.width());
      }
    }
    return image.with(image.channels(), values);
  }

  private ReferenceNumbers measured(List<Pair> pairs, String key) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      progress.step("reference: measuring", i, pairs.size());
      Pair pair = pairs.get(i);
      rows.add(
          measuring
              .measure(Pictures.grey(pair.axes(), pair.picture(), pair.channels()), pair.mask())
              .stream()
              .mapToDouble(Value::orNaN)
              .toArray());
    }
    List<Normal> normals = new ArrayList<>();
    for (int f = 0; f < measuring.features().size(); f++) {
      int feature = f;
      normals.add(
          normal(
              rows.stream().mapToDouble(row -> row[feature]).filter(Double::isFinite).toArray()));
    }
    ReferenceNumbers numbers = new ReferenceNumbers(pairs.size(), normals);
    images.cache().ifPresent(folder -> keep(folder, key, numbers));
    return numbers;
  }

  private static Normal normal(double[] values) {
    int count = values.length;
    double mean = 0;
    for (double value : values) {
      mean += value / count;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new Normal(
        count,
        count == 0 ? Double.NaN : mean,
        count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1)));
  }

  private void keep(Path folder, String key, ReferenceNumbers numbers) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT).put("reference", images.name()).put("images", numbers.images());
    ArrayNode features = root.putArray("features");
    for (int f = 0; f < numbers.features().size(); f++) {
      Normal normal = numbers.features().get(f);
      ObjectNode json = features.addObject().put("feature", measuring.features().get(f).id());
      json.put("count", normal.count());
      json.put("mean", normal.mean()).put("deviation", normal.deviation());
    }
    byte[] bytes = root.toPrettyString().getBytes(StandardCharsets.UTF_8);
    ResultFiles.renew(folder, Map.of(key, ResultFiles.Content.of(bytes)));
  }

  /** What is kept under a name; nothing where that cannot be read, so that it is made anew. */
  private Optional<ReferenceNumbers> cached(Path file) {
    try {
      JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
      List<Normal> normals = new ArrayList<>();
      for (JsonNode json : root.path("features")) {
        normals.add(
            new Normal(
                json.path("count").asInt(),
                json.path("mean").asDouble(Double.NaN),
                json.path("deviation").asDouble(Double.NaN)));
      }
      boolean whole = normals.size() == measuring.features().size();
      return whole
          ? Optional.of(new ReferenceNumbers(root.path("images").asInt(), normals))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
