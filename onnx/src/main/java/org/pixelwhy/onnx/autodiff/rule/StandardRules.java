package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.ZeroGradient;
import org.pixelwhy.onnx.operator.Operator.Passage;
import org.pixelwhy.onnx.operator.Operators;

/** The catalogue: the rule of every operator that PixelWhy differentiates. */
public final class StandardRules {
  private static final RuleSet STANDARD = collect();

  private StandardRules() {}

  /** Plain gradients. */
  public static RuleSet standard() {
    return STANDARD;
  }

  /**
   * Plain gradients in a form that the blocked layout is good at, for graphs that are brought into
   * it: of weights, that is.
   *
   * @param block the number of channels that lie side by side in it
   */
  public static RuleSet forBlocks(long block) {
    return STANDARD.with("standard, for blocks", Map.of("Conv", new ConvRule(block)));
  }

  private static RuleSet collect() {
    Map<String, GradientRule> rules = new TreeMap<>();
    rules.putAll(arithmetic());
    rules.putAll(activations());
    rules.putAll(reductions());
    rules.putAll(matrices());
    rules.putAll(convolutions());
    rules.putAll(pooling());
    rules.putAll(normalization());
    rules.putAll(resampling());
    rules.putAll(layout());
    rules.putAll(indexing());
    rules.putAll(withoutGradient());
    return new RuleSet("standard", rules);
  }

  private static Map<String, GradientRule> arithmetic() {
    return Map.ofEntries(
        Map.entry("Add", ArithmeticRule.SUM),
        Map.entry("Sub", ArithmeticRule.SUB),
        Map.entry("Mul", ArithmeticRule.MUL),
        Map.entry("Div", ArithmeticRule.DIV),
        Map.entry("Mod", ArithmeticRule.MOD),
        Map.entry("Sum", ArithmeticRule.SUM),
        Map.entry("Mean", ArithmeticRule.MEAN),
        Map.entry("Pow", new PowRule()),
        Map.entry("Min", new ExtremumRule()),
        Map.entry("Max", new ExtremumRule()),
        Map.entry("Where", new WhereRule()),
        Map.entry("Neg", PowerRule.NEG),
        Map.entry("Abs", PowerRule.ABS),
        Map.entry("Reciprocal", PowerRule.RECIPROCAL),
        Map.entry("Sqrt", PowerRule.SQRT),
        Map.entry("Exp", PowerRule.EXP),
        Map.entry("Log", PowerRule.LOG),
        Map.entry("Sin", TrigonometricRule.SIN),
        Map.entry("Cos", TrigonometricRule.COS),
        Map.entry("Tan", TrigonometricRule.TAN),
        Map.entry("Asin", TrigonometricRule.ASIN),
        Map.entry("Acos", TrigonometricRule.ACOS),
        Map.entry("Atan", TrigonometricRule.ATAN),
        Map.entry("Sinh", TrigonometricRule.SINH),
        Map.entry("Cosh", TrigonometricRule.COSH),
        Map.entry("Asinh", TrigonometricRule.ASINH),
        Map.entry("Acosh", TrigonometricRule.ACOSH),
        Map.entry("Atanh", TrigonometricRule.ATANH),
        Map.entry("Identity", ArithmeticRule.SUM),
        Map.entry("Cast", new CastRule()),
        Map.entry("CastLike", new CastRule()),
        Map.entry("Dropout", new DropoutRule()),
        Map.entry("Clip", new ClipRule()));
  }

  private static Map<String, GradientRule> activations() {
    return Map.ofEntries(
        Map.entry("Relu", new ReluRule()),
        Map.entry("LeakyRelu", LinearUnitRule.LEAKY_RELU),
        Map.entry("Elu", LinearUnitRule.ELU),
        Map.entry("Celu", LinearUnitRule.CELU),
        Map.entry("Selu", LinearUnitRule.SELU),
        Map.entry("PRelu", new PReluRule()),
        Map.entry("ThresholdedRelu", ThresholdRule.THRESHOLDED_RELU),
        Map.entry("Shrink", ThresholdRule.SHRINK),
        Map.entry("HardSigmoid", ThresholdRule.HARD_SIGMOID),
        Map.entry("Sigmoid", ActivationRule.SIGMOID),
        Map.entry("Tanh", TrigonometricRule.TANH),
        Map.entry("Softplus", ActivationRule.SOFTPLUS),
        Map.entry("Softsign", ActivationRule.SOFTSIGN),
        Map.entry("Erf", ActivationRule.ERF),
        Map.entry("HardSwish", ActivationRule.HARD_SWISH),
        Map.entry("Mish", ActivationRule.MISH),
        Map.entry("Gelu", new GeluRule()),
        Map.entry("com.microsoft.Gelu", new GeluRule()),
        Map.entry("Swish", new SwishRule(1)),
        Map.entry("com.microsoft.QuickGelu", new SwishRule(1.702f)),
        Map.entry("Softmax", SoftmaxRule.SOFTMAX),
        Map.entry("LogSoftmax", SoftmaxRule.LOG_SOFTMAX));
  }

  private static Map<String, GradientRule> reductions() {
    return Map.ofEntries(
        Map.entry("ReduceSum", ReductionRule.SUM),
        Map.entry("ReduceMean", ReductionRule.MEAN),
        Map.entry("ReduceMax", ReductionRule.EXTREMUM),
        Map.entry("ReduceMin", ReductionRule.EXTREMUM),
        Map.entry("ReduceL1", ReductionRule.L1),
        Map.entry("ReduceL2", ReductionRule.L2),
        Map.entry("ReduceSumSquare", ReductionRule.SUM_SQUARE),
        Map.entry("ReduceLogSum", ReductionRule.LOG_SUM),
        Map.entry("ReduceLogSumExp", ReductionRule.LOG_SUM_EXP),
        Map.entry("ReduceProd", ReductionRule.PROD),
        Map.entry("CumSum", new CumSumRule()));
  }

  private static Map<String, GradientRule> matrices() {
    return Map.ofEntries(
        Map.entry("MatMul", new MatMulRule()),
        Map.entry("Gemm", new GemmRule()),
        Map.entry("Einsum", new EinsumRule()));
  }

  private static Map<String, GradientRule> convolutions() {
    return Map.ofEntries(
        Map.entry("Conv", new ConvRule()),
        Map.entry("ConvTranspose", new ConvTransposeRule()),
        Map.entry("DeformConv", new DeformConvRule()));
  }

  private static Map<String, GradientRule> pooling() {
    return Map.ofEntries(
        Map.entry("MaxPool", new MaxPoolRule()),
        Map.entry("AveragePool", new AveragePoolRule()),
        Map.entry("LpPool", new LpPoolRule()),
        Map.entry("GlobalAveragePool", new GlobalAveragePoolRule()),
        Map.entry("GlobalMaxPool", new GlobalMaxPoolRule()),
        Map.entry("GlobalLpPool", new LpPoolRule()),
        Map.entry("MaxUnpool", new MaxUnpoolRule()));
  }

  private static Map<String, GradientRule> normalization() {
    return Map.ofEntries(
        Map.entry("BatchNormalization", new BatchNormalizationRule()),
        Map.entry("InstanceNormalization", GroupNormalizationRule.ofInstances()),
        Map.entry("GroupNormalization", GroupNormalizationRule.ofGroups()),
        Map.entry("LayerNormalization", LayerNormalizationRule.centred()),
        Map.entry("RMSNormalization", LayerNormalizationRule.uncentred()),
        Map.entry("SimplifiedLayerNormalization", LayerNormalizationRule.uncentred()),
        Map.entry("MeanVarianceNormalization", new MeanVarianceNormalizationRule()),
        Map.entry("LpNormalization", new LpNormalizationRule()),
        Map.entry("LRN", new LrnRule()));
  }

  private static Map<String, GradientRule> resampling() {
    return Map.ofEntries(
        Map.entry("Resize", new ResizeRule()),
        Map.entry("GridSample", new GridSampleRule()),
        Map.entry("Col2Im", new Col2ImRule()),
        Map.entry("AffineGrid", new AffineGridRule()));
  }

  private static Map<String, GradientRule> layout() {
    return Map.ofEntries(
        Map.entry("Concat", new ConcatRule()),
        Map.entry("Split", new SplitRule()),
        Map.entry("Slice", new SliceRule()),
        Map.entry("Pad", new PadRule()),
        Map.entry("CenterCropPad", new CenterCropPadRule()),
        Map.entry("Trilu", new TriluRule()),
        Map.entry("Transpose", new TransposeRule()),
        Map.entry("Reshape", new ReshapeRule()),
        Map.entry("Flatten", new ReshapeRule()),
        Map.entry("Squeeze", new ReshapeRule()),
        Map.entry("Unsqueeze", new ReshapeRule()),
        Map.entry("Expand", new ExpandRule()),
        Map.entry("Tile", new TileRule()),
        Map.entry("DepthToSpace", new DepthToSpaceRule()),
        Map.entry("SpaceToDepth", new SpaceToDepthRule()),
        Map.entry("ReverseSequence", new ReverseSequenceRule()));
  }

  private static Map<String, GradientRule> indexing() {
    return Map.ofEntries(
        Map.entry("Gather", new GatherRule()),
        Map.entry("GatherElements", new GatherElementsRule()),
        Map.entry("GatherND", new GatherNDRule()),
        Map.entry("ScatterElements", new ScatterElementsRule()),
        Map.entry("ScatterND", new ScatterNDRule()),
        Map.entry("TopK", new TopKRule()),
        Map.entry("Compress", new CompressRule()));
  }

  /** Jumps, tests, logic, indices, sizes and random numbers: zero almost everywhere, or none. */
  private static Map<String, GradientRule> withoutGradient() {
    GradientRule zero = new ZeroGradient();
    return Operators.where(operator -> operator.gradient().passage() == Passage.ZERO).stream()
        .collect(Collectors.toMap(name -> name, name -> zero));
  }
}
