package org.pixelwhy.study.noise;

import java.util.Arrays;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.InapplicableException;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.faithfulness.InputMap;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * The maps of a method of the catalogue: the first one, brought to the input's size. An image in
 * which the class is predicted nowhere has none, and all its pixels are equal.
 */
record MethodMaps(Method method, Method.Settings settings) implements MapMaker {
  @Override
  public String name() {
    return method.id();
  }

  @Override
  public float[] values(NoiseCase at, Evaluation evaluation, NoiseQuestion question) {
    Tensor input = evaluation.image();
    int area = input.size() / (int) input.shape().dim(1);
    return question
        .question()
        .map(asked -> map(evaluation, asked))
        .orElseGet(() -> new float[area]);
  }

  private float[] map(Evaluation evaluation, Question question) {
    Tensor input = evaluation.image();
    try {
      Attributor attributor =
          method.attributor(settings, InputFile.like(input, evaluation.model().card()));
      evaluation.expect(attributor.requests(evaluation, question.on()));
      Attribution map = attributor.explain(evaluation, question).get(0);
      Tensor whole = Tensor.of(InputMap.values(map, input), input.shape().dims());
      return map.layer().isEmpty() ? map.channels().combine(whole).toFloats() : firstChannel(whole);
    } catch (InapplicableException e) {
      return new float[input.size() / (int) input.shape().dim(1)];
    }
  }

  /** A layer's map is the same for every channel of the input. */
  private static float[] firstChannel(Tensor whole) {
    int area = whole.size() / (int) whole.shape().dim(1);
    return Arrays.copyOf(whole.toFloats(), area);
  }
}
