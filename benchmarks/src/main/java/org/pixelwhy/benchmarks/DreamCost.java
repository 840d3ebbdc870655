package org.pixelwhy.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.pixelwhy.dream.Ascent;
import org.pixelwhy.dream.Dream;
import org.pixelwhy.dream.Dream.DreamQuestion;
import org.pixelwhy.dream.DreamFrame;
import org.pixelwhy.dream.DreamListener;
import org.pixelwhy.dream.DreamOptions;
import org.pixelwhy.dream.DreamStart;
import org.pixelwhy.dream.Place;
import org.pixelwhy.dream.Site;
import org.pixelwhy.dream.ValueRange;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.ModelPreparation;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.format.OnnxReader;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.TrainableNetwork;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

/** What a step of a dream costs, features left out, against a plain forward pass. */
public final class DreamCost {
  private static final int STEPS = 20;
  private static final int ENDLESS = 1_000_000;

  private DreamCost() {}

  /**
   * @param arguments depth and channels of the U-Net, side of its pictures
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    UNetOptions options = UNetOptions.defaults().withDepth(numbers[0]).withChannels(numbers[1]);
    int side = numbers[2];
    Graph network = UNet.graph(options, 1);
    Tensor picture = Tensor.filled(DataType.FLOAT, 0.5, 1, 3, side, side);
    Map<String, Place> places = new LinkedHashMap<>();
    places.put("a pixel", new Place.Pixel(side / 2, side / 2));
    places.put("a disc of an eighth of the side", new Place.Disc(side / 2, side / 2, side / 8));
    places.put("all pixels", new Place.Disc(side / 2, side / 2, side));
    try (Engine engine = Engine.open();
        Program plain = engine.compile(network)) {
      SegmentationModel model =
          ModelPreparation.prepare(
              engine, OnnxReader.read(OnnxWriter.toBytes(network)), PartialCard.EMPTY);
      Map<String, Tensor> input = Map.of(network.inputNames().get(0), picture);
      String what =
          Text.format("U-Net of %,d parameters at %d: ", TrainableNetwork.of(network).size(), side);
      places.forEach(
          (name, place) -> {
            try (ModelRunner runner = new ModelRunner(engine, model);
                Dream dream = dream(runner, new DreamStart(picture, place), side)) {
              Turns.report(what + name, () -> passes(plain, input), () -> steps(dream));
            }
          });
    }
  }

  private static Dream dream(ModelRunner runner, DreamStart start, int side) {
    // Steps so small that nothing saturates, and no rule that would end the dream.
    Ascent ascent = new Ascent(Ascent.Rule.NORMALISED, OptionalDouble.of(1e-4), false, 0, 0, 0);
    DreamOptions options =
        new DreamOptions(ENDLESS, ascent, new ValueRange(0, 1), new DreamOptions.Stop(0, 0));
    DreamQuestion question =
        new DreamQuestion(new Site.Output(OutputSpace.LOGITS, 0), 0, Geometry.identity(side, side));
    return Dream.begin(runner, question, options, List.of(start));
  }

  private static void passes(Program plain, Map<String, Tensor> input) {
    for (int i = 0; i < STEPS; i++) {
      plain.run(input);
    }
  }

  private static void steps(Dream dream) {
    int[] done = {0};
    DreamListener pausing =
        new DreamListener() {
          @Override
          public double[] frame(DreamFrame frame) {
            return new double[0];
          }

          @Override
          public void stepped(int step) {
            if (++done[0] == STEPS) {
              throw new CancellationException();
            }
          }
        };
    try {
      dream.run(pausing);
      throw new IllegalStateException("the dream ended by itself");
    } catch (CancellationException e) {
      // It goes on from here in the next round.
    }
  }
}
