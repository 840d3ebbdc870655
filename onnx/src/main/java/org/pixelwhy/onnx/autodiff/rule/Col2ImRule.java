package org.pixelwhy.onnx.autodiff.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Col2Im, which adds up overlapping blocks: dx is what each block sees of dy, a convolution of
 * every channel with kernels that pick one element each.
 */
final class Col2ImRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    Shape y = context.outputShape(0);
    long[] block = context.requireConstant(2).toLongs();
    int size = (int) LongArrays.product(block, 0, block.length);
    int channels = (int) y.dim(1);
    double[] picks = new double[channels * size * size];
    for (int i = 0; i < channels * size; i++) {
      picks[i * size + i % size] = 1;
    }
    long[] dims =
        LongStream.concat(LongStream.of((long) channels * size, 1), LongStream.of(block)).toArray();
    Map<String, Attribute> attributes = new LinkedHashMap<>(context.node().attributes());
    attributes.put("group", Attribute.of(channels));
    String kernels = ops.constant(Tensor.of(picks, dims).as(ops.type()));
    String seen = ops.op("Conv", attributes, context.gradient(), kernels);
    context.accumulate(0, ops.reshape(seen, context.inputShape(0)));
  }
}
