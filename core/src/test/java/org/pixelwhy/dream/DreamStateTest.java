package org.pixelwhy.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.dream.Ascent.Rule;
import org.pixelwhy.dream.Dream.DreamQuestion;
import org.pixelwhy.dream.DreamOptions.Stop;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class DreamStateTest {
  private static final Stop NEVER = new Stop(0, 0);

  private static DreamQuestion question(int side) {
    return new DreamQuestion(
        new Site.Output(OutputSpace.LOGITS, 0), 0, Geometry.identity(side, side));
  }

  private static List<Heard> dream(
      SegmentationModel model, Engine engine, DreamOptions options, DreamStart... starts) {
    int side = (int) starts[0].picture().shape().dim(2);
    try (ModelRunner runner = new ModelRunner(engine, model);
        Dream dream = Dream.begin(runner, question(side), options, List.of(starts))) {
      return Heard.of(dream);
    }
  }

  private static SegmentationModel unet(Engine engine) {
    UNetOptions options =
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(1);
    return Net.prepare(engine, UNet.graph(options, 7));
  }

  private static DreamStart[] noises(int count) {
    DreamStart[] starts = new DreamStart[count];
    for (int i = 0; i < count; i++) {
      Tensor noise = PictureSpace.noise(Shape.of(1, 1, 16, 16), 0.5, 0.2, i);
      starts[i] = new DreamStart(noise, new Place.Pixel(8, 8));
    }
    return starts;
  }

  @Test
  void oneSeedGivesTheSameBytesAgain(Engine engine) {
    DreamOptions options = new DreamOptions(12, Ascent.PLAIN, new ValueRange(0, 1), NEVER);
    List<Heard> once = dream(unet(engine), engine, options, noises(2));
    List<Heard> again = dream(unet(engine), engine, options, noises(2));
    assertSame(once, again);
  }

  private static void assertSame(List<Heard> once, List<Heard> again) {
    assertEquals(once.size(), again.size());
    for (int i = 0; i < once.size(); i++) {
      assertArrayEquals(once.get(i).picture(), again.get(i).picture());
      assertEquals(once.get(i).activation(), again.get(i).activation());
    }
  }

  @Test
  void anInterruptedDreamGoesOnAsIfItHadNot(Engine engine) {
    Ascent ascent = new Ascent(Rule.PLAIN, OptionalDouble.empty(), true, 0.5, 0, 0.01);
    DreamOptions options = new DreamOptions(12, ascent, new ValueRange(0, 1), NEVER);
    List<DreamStart> starts = List.of(noises(2));
    List<Heard> whole = dream(unet(engine), engine, options, noises(2));
    List<Heard> parts = new ArrayList<>();
    try (ModelRunner runner = new ModelRunner(engine, unet(engine))) {
      byte[][] state = new byte[1][];
      try (Dream dream = Dream.begin(runner, question(16), options, starts)) {
        assertThrows(
            CancellationException.class, () -> dream.run(interrupting(dream, state, parts)));
      }
      try (Dream dream = Dream.resume(runner, question(16), options, starts, state[0])) {
        parts.addAll(Heard.of(dream));
      }
    }
    assertSame(whole, parts);
  }

  private static DreamListener interrupting(Dream dream, byte[][] state, List<Heard> parts) {
    return new DreamListener() {
      @Override
      public double[] frame(DreamFrame frame) {
        if (frame.step() == 5) {
          throw new CancellationException();
        }
        parts.add(new Heard(frame.start(), frame.step(), frame.picture(), 0, frame.activation()));
        return new double[0];
      }

      @Override
      public void stepped(int step) {
        state[0] = dream.state();
      }
    };
  }
}
