package org.pixelwhy.bench;

import java.util.Optional;
import java.util.Random;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.SizesInMind;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/**
 * What a benchmark measures: a model, and an input {@code [1,C,H,W]} for it.
 *
 * @param model the prepared model
 * @param input its input
 */
public record BenchSubject(SegmentationModel model, Tensor input) {
  /**
   * A model from a file, and an image.
   *
   * @throws InputException if a file cannot be used
   */
  public static BenchSubject of(
      Engine engine, ModelSource source, ImageSource image, Optional<Size> size) {
    SegmentationModel model = ModelLoader.load(engine, source, SizesInMind.of(size, image));
    return new BenchSubject(model, InputFile.read(image, model.card(), size).prepared().input());
  }

  /** A U-Net with random weights, on noise. */
  public static BenchSubject unet(Engine engine, UNetOptions options, Size size, long seed) {
    byte[] file = OnnxWriter.toBytes(UNet.graph(options, seed));
    PartialCard card = new PartialCard.Builder().activation(Activation.LOGITS).build();
    SegmentationModel model = ModelPreparation.prepare(engine, OnnxReader.read(file), card);
    float[] noise = new float[options.inputs() * size.height() * size.width()];
    Random random = new Random(seed);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat();
    }
    Tensor input = Tensor.of(noise, 1, options.inputs(), size.height(), size.width());
    return new BenchSubject(model, input);
  }
}
