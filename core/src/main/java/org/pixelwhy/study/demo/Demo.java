package org.pixelwhy.study.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.data.synthetic.EssentialContext;
import org.pixelwhy.data.synthetic.SyntheticSample;
import org.pixelwhy.data.synthetic.Testnet;
import org.pixelwhy.faithfulness.EssentialShare;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.tensor.Text;

/**
 * The shipped example: a U-Net that PixelWhy trained on testnet, and four images that it never saw.
 *
 * <p>In these images a shape on the right decides which of two shapes on the left is the segment.
 * The network segments without a mistake worth the name, so it must have looked there: an
 * explanation that does not show the shape on the right is wrong.
 */
public final class Demo {
  /** The network's file. */
  public static final String MODEL = "testnet.onnx";

  /** How many images there are. */
  public static final int IMAGES = 4;

  /** Of the images; the network was trained on those of another seed. */
  private static final long SEED = 2018;

  private static final List<String> METHODS =
      List.of("saliency", "input-x-gradient", "guided-backprop", "deeplift", "lrp", "grad-cam");

  private Demo() {}

  /** Writes the example's model and images into a folder, and gives the request to explain them. */
  public static ExplainRequest prepare(Path folder) {
    Map<String, Content> files = new LinkedHashMap<>();
    files.put(MODEL, Content.of(resource(MODEL)));
    List<String> images = IntStream.range(0, IMAGES).mapToObj(Demo::image).toList();
    images.forEach(image -> files.put(image, Content.of(resource(image))));
    ResultFiles.write(folder, files);
    return new ExplainRequest(
        new ModelSource(folder.resolve(MODEL), Optional.empty(), PartialCard.EMPTY),
        images.stream().map(folder::resolve).map(ImageSource::of).toList(),
        QuestionSpec.of("class"),
        METHODS,
        new Method.Settings(List.of("auto"), 0),
        Optional.empty());
  }

  /** The name of an image. */
  public static String image(int i) {
    return Text.format("testnet-%d.png", i);
  }

  /** How an image was made. */
  public static SyntheticSample sample(int i) {
    return new Testnet(SEED).sample(i);
  }

  /** How a map of an image shares its mass out among the shapes. */
  public static EssentialShare share(int image, MapResult map) {
    EssentialContext context = sample(image).context();
    return EssentialShare.of(
        map.grid(), context.segment(), context.deciding(), context.distractor());
  }

  static byte[] resource(String name) {
    try (InputStream in = Demo.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
