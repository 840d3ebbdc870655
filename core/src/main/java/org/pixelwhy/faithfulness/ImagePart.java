package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * The part of tensors that belongs to the image: scores neither change nor look at its padding.
 *
 * @param geometry how the image lies in the network's input
 */
public record ImagePart(Geometry geometry) {
  public static ImagePart of(Evaluation at) {
    return new ImagePart(at.geometry());
  }

  /** What a method says of the image's positions, without padding. */
  static List<Tensor> maps(Evaluation at, Question question, Attributor method) {
    at.expect(method.requests(at, question.on()));
    return method.explain(at, question).stream()
        .map(Attribution::positions)
        .map(of(at)::cut)
        .toList();
  }

  /** The positions of an input or a map {@code [1,C,H,W]} that belong to the image. */
  public Mask inside(Shape shape) {
    return geometry.inside(extents(shape));
  }

  /** A tensor {@code [1,C,H,W]} without its padding; the same one where there is none. */
  public Tensor cut(Tensor whole) {
    Mask inside = inside(whole.shape());
    if (inside.count() == inside.size()) {
      return whole;
    }
    float[] values = whole.toFloats();
    long[] dims = whole.shape().dims();
    int[] part = geometry.insideExtents(extents(whole.shape()));
    for (int axis = 0; axis < part.length; axis++) {
      dims[axis + 2] = part[axis];
    }
    int[] places = inside.indices();
    float[] cut = new float[places.length * (values.length / inside.size())];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = values[i / places.length * inside.size() + places[i % places.length]];
    }
    return Tensor.of(cut, dims).as(whole.type());
  }

  /** Values of the image at their places in an input of this shape, in padding those given. */
  public float[] put(float[] part, Tensor around) {
    Mask inside = inside(around.shape());
    if (inside.count() == inside.size()) {
      return part;
    }
    float[] whole = around.toFloats();
    int[] places = inside.indices();
    for (int i = 0; i < part.length; i++) {
      whole[i / places.length * inside.size() + places[i % places.length]] = part[i];
    }
    return whole;
  }

  private static int[] extents(Shape shape) {
    return Arrays.stream(shape.dims()).skip(2).mapToInt(Math::toIntExact).toArray();
  }
}
