package org.pixelwhy.study.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.faithfulness.ImagePart;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.SizesInMind;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.noise.NoiseExplainer;

/** Hides of an image what a network does not need, or lays noise over it. */
public final class Obscuring {
  private final ModelRunner runner;
  private final ExplainerMaps explainer;
  private final ObscureRequest request;

  private Obscuring(ModelRunner runner, ExplainerMaps explainer, ObscureRequest request) {
    this.runner = runner;
    this.explainer = explainer;
    this.request = request;
  }

  /**
   * The image, and what the network says of it.
   *
   * @throws InputException if anything in the request cannot be used, or the network sees nothing
   *     of the class in the image
   */
  public static Obscured run(Engine engine, ObscureRequest request) {
    if (request.image() instanceof ImageSource.Array) {
      throw new InputException(
          request.image().name() + ": expected a picture, found a finished input");
    }
    SegmentationModel model =
        ModelLoader.load(engine, request.model(), SizesInMind.of(request.size(), request.image()));
    try (OpenModel open = ModelLoader.keepOpen(engine, model);
        ExplainerMaps explainer =
            ExplainerMaps.open(engine, model, "explainer", request.explainer())) {
      return open.ask(runner -> new Obscuring(runner, explainer, request).obscured());
    }
  }

  private Obscured obscured() {
    InputFile input = InputFile.read(request.image(), runner.model().card(), request.size());
    ImagePreparation prepared = input.prepared();
    Image image = new Image(input.field());
    Prediction clean = predict(prepared);
    int channel = new ClassTarget(request.choice()).resolve(clean).classIndex();
    Map<String, Tensor> said = explainer.outputs(prepared.input());
    boolean hides = request.manner().share().isPresent();
    Mask left = hides ? left(prepared, said) : Mask.empty(image.height(), image.width());
    Image changed =
        rounded(hides ? hidden(image, left, prepared.geometry()) : noised(image, prepared, said));
    Size size = new Size(prepared.geometry().inputHeight(), prepared.geometry().inputWidth());
    ImagePreparation again =
        prepared.geometry().fit() == Geometry.Fit.PAD
            ? ImagePreparation.of(runner.model().card(), changed, request.size())
            : ImagePreparation.of(runner.model().card(), changed, Optional.of(size));
    Mask before = clean.mask(channel);
    Mask after = predict(again).mask(channel);
    return new Obscured(
        changed,
        runner.model().classNames().get(channel),
        before.count(),
        after.count(),
        Dice.of(before, after),
        (double) left.count() / left.size(),
        notes(prepared, image));
  }

  private Prediction predict(ImagePreparation prepared) {
    try (Evaluation at = runner.evaluate(prepared.input(), prepared.geometry(), Steps.SILENT)) {
      return at.prediction();
    }
  }

  private List<String> notes(ImagePreparation prepared, Image image) {
    List<String> notes = new ArrayList<>(prepared.notes());
    notes.addAll(explainer.warnings());
    if (image.range() != 255) {
      notes.add(
          "the file shows the image stretched to 8 bits; what the network said is of its values");
    }
    return notes;
  }

  /** The pixels of the image that stay. */
  private Mask left(ImagePreparation prepared, Map<String, Tensor> said) {
    Tensor z = said.get(NoiseExplainer.LOGIT);
    int[] extents = {(int) z.shape().dim(2), (int) z.shape().dim(3)};
    int[] places = new ImagePart(prepared.geometry()).inside(prepared.input().shape()).indices();
    float[] values = CaseDrawing.inside(z.toFloats(), places);
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
    boolean[] stays = new boolean[z.size()];
    Ranking ranking = Ranking.of(values, places, request.manner().seed());
    for (int pixel : ranking.top(request.manner().share().orElseThrow())) {
      stays[pixel] = true;
    }
    return prepared.geometry().toImage(Mask.of(extents, i -> stays[i]));
  }

  private Image hidden(Image image, Mask left, Geometry geometry) {
    float[] values = image.values().clone();
    float[] none = filled(image, geometry);
    for (int i = 0; i < values.length; i++) {
      values[i] = left.get(i % left.size()) ? values[i] : none[i];
    }
    return image.with(image.channels(), values);
  }

  private float[] filled(Image image, Geometry geometry) {
    Tensor whole = Tensor.of(image.values(), 1, image.channels(), image.height(), image.width());
    return switch (request.manner().fill()) {
      case ZERO -> new float[whole.size()];
      case MEAN -> new Baseline.Mean().of(whole).toFloats();
      case BLUR -> {
        // As wide as it is where the network looks.
        double ratio =
            geometry.fit() == Geometry.Fit.RESIZE
                ? (double) image.width() / geometry.inputWidth()
                : 1;
        yield new Baseline.Blurred(Fill.SIGMA * ratio).of(whole).toFloats();
      }
    };
  }

  private Image noised(Image image, ImagePreparation prepared, Map<String, Tensor> said) {
    Tensor scale = said.get(NoiseExplainer.SCALE);
    int height = (int) scale.shape().dim(2);
    int width = (int) scale.shape().dim(3);
    return NoisedPicture.of(
        image,
        prepared.geometry(),
        new Grid(height, width, scale.toFloats()),
        PictureValues.of(runner.model().card(), image, prepared),
        request.manner().seed());
  }

  /** The values that an 8-bit file holds: what is said of the image is said of the file. */
  private static Image rounded(Image image) {
    if (image.range() != 255) {
      return image;
    }
    float[] values = image.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.round(Math.max(0, Math.min(255, values[i])));
    }
    return image.with(image.channels(), values);
  }
}
