package org.pixelwhy.onnx.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Compares an operator's gradient rule with central finite differences of {@code t = sum(W * y)}
 * for a random W.
 *
 * <p>Runs in double by default. {@link #inFloat} is for operators whose kernels exist in float
 * only: sums are still taken in double, and the step is large, which costs nothing for operators
 * that are linear or quadratic in each input (central differences are exact there).
 */
public final class GradientCheck {
  private final String op;
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final List<Tensor> inputs = new ArrayList<>();
  private final List<Boolean> differentiated = new ArrayList<>();
  private final Set<Integer> fed = new HashSet<>();
  private String domain = "";
  private long opset = 21;
  private int outputs = 1;
  private int output;
  private DataType type = DataType.DOUBLE;
  private double step = 1e-5;
  private double tolerance = 1e-7;
  private RuleSet rules = StandardRules.standard();

  private GradientCheck(String op) {
    this.op = op;
  }

  public static GradientCheck of(String op) {
    return new GradientCheck(op);
  }

  public GradientCheck domain(String newDomain) {
    this.domain = newDomain;
    return this;
  }

  /** The version of the ONNX standard, where an operator is not part of, or changed since, 21. */
  public GradientCheck opset(long newOpset) {
    this.opset = newOpset;
    return this;
  }

  /** Sets an attribute; values are what {@link Attribute#from} takes. */
  public GradientCheck attribute(String name, Object value) {
    attributes.put(name, Attribute.from(value));
    return this;
  }

  /** An input whose gradient is checked. */
  public GradientCheck input(Tensor value) {
    inputs.add(value);
    differentiated.add(true);
    return this;
  }

  /** A constant input whose gradient is not checked; doubles take the type of the check. */
  public GradientCheck fixed(Tensor value) {
    inputs.add(value);
    differentiated.add(false);
    return this;
  }

  /** An input known only when the graph runs, whose gradient is not checked: indices, say. */
  public GradientCheck fed(Tensor value) {
    fed.add(inputs.size());
    return fixed(value);
  }

  /** An optional input that is not given. */
  public GradientCheck absent() {
    inputs.add(null);
    differentiated.add(false);
    return this;
  }

  /** How many outputs the node has, and which of them is differentiated. */
  public GradientCheck outputs(int count, int differentiatedOutput) {
    this.outputs = count;
    this.output = differentiatedOutput;
    return this;
  }

  /** Runs in float, with this step and this tolerance relative to the greatest difference. */
  public GradientCheck inFloat(double newStep, double newTolerance) {
    this.type = DataType.FLOAT;
    return steps(newStep, newTolerance);
  }

  /** Sets the step, and the tolerance relative to the greatest difference. */
  public GradientCheck steps(double newStep, double newTolerance) {
    this.step = newStep;
    this.tolerance = newTolerance;
    return this;
  }

  public GradientCheck rules(RuleSet newRules) {
    this.rules = newRules;
    return this;
  }

  /** Fails unless the gradients of all differentiated inputs agree with finite differences. */
  public void verify(Engine engine) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    TypedGraph graph = new ShapeProbe(engine).probe(graph(feeds), Map.of());
    String of = graph.graph().outputNames().get(0);
    List<String> variables = variables(feeds);
    GradientGraph gradient = new Differentiator(rules).differentiate(graph, of, variables);
    TensorType outputType = graph.type(of);
    Tensor seed = new Samples(42).normal(outputType.shape().dims()).as(outputType.type());
    Map<String, Tensor> withSeed = new LinkedHashMap<>(feeds);
    withSeed.put(gradient.seed(), seed);
    try (Program forward = engine.compile(graph.graph());
        Program backward = engine.compile(gradient.graph())) {
      Map<String, Tensor> actual = backward.run(withSeed);
      for (String variable : variables) {
        Tensor rule = actual.get(gradient.gradients().get(variable));
        assertEquals(feeds.get(variable).tensorType(), rule.tensorType(), "type of the gradient");
        compare(forward, feeds, variable, seed, rule);
      }
    }
  }

  /** What the rule gives for the first differentiated input and t = sum(y). */
  public Tensor gradient(Engine engine) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    TypedGraph graph = new ShapeProbe(engine).probe(graph(feeds), Map.of());
    String of = graph.graph().outputNames().get(0);
    String variable = variables(feeds).get(0);
    GradientGraph gradient = new Differentiator(rules).differentiate(graph, of, List.of(variable));
    feeds.put(gradient.seed(), Tensor.filled(graph.type(of).type(), 1, graph.shape(of).dims()));
    try (Program backward = engine.compile(gradient.graph())) {
      return backward.run(feeds).get(gradient.gradients().get(variable));
    }
  }

  private List<String> variables(Map<String, Tensor> feeds) {
    return feeds.keySet().stream()
        .filter(name -> differentiated.get(Integer.parseInt(name.substring("input".length()))))
        .toList();
  }

  private Graph graph(Map<String, Tensor> feeds) {
    GraphBuilder builder = Graph.builder("check", opset);
    if (!domain.isEmpty()) {
      builder.opset(domain, 1);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor value = inputs.get(i);
      if (value == null) {
        names.add("");
        continue;
      }
      Tensor typed = value.type() == DataType.DOUBLE ? value.as(type) : value;
      String name = "input" + i;
      names.add(name);
      if (differentiated.get(i) || fed.contains(i)) {
        builder.input(Value.of(name, typed.tensorType()));
        feeds.put(name, typed);
      } else {
        builder.initializer(name, typed);
      }
    }
    List<String> outputNames = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      outputNames.add("output" + i);
    }
    builder.add(new Node("checked", domain, op, names, outputNames, attributes));
    return builder.tap("output" + output).build();
  }

  private void compare(
      Program forward, Map<String, Tensor> feeds, String variable, Tensor seed, Tensor rule) {
    Tensor at = feeds.get(variable);
    int[] sample =
        at.size() <= 60
            ? IntStream.range(0, at.size()).toArray()
            : new Random(7).ints(60, 0, at.size()).toArray();
    double[] expected = new double[sample.length];
    double scale = 1e-3;
    for (int k = 0; k < sample.length; k++) {
      double above = value(forward, feeds, variable, sample[k], step, seed);
      double below = value(forward, feeds, variable, sample[k], -step, seed);
      expected[k] = (above - below) / (2 * step);
      scale = Math.max(scale, Math.abs(expected[k]));
    }
    for (int k = 0; k < sample.length; k++) {
      double found = rule.get(sample[k]);
      assertTrue(
          Math.abs(found - expected[k]) <= tolerance * scale,
          "%s: d/d%s[%d]: finite difference %.9g, rule %.9g (tolerance %.2g)"
              .formatted(op, variable, sample[k], expected[k], found, tolerance * scale));
    }
  }

  private double value(
      Program forward,
      Map<String, Tensor> feeds,
      String variable,
      int index,
      double offset,
      Tensor seed) {
    double[] values = feeds.get(variable).toDoubles();
    values[index] += offset;
    Map<String, Tensor> moved = new LinkedHashMap<>(feeds);
    moved.put(variable, Tensor.of(values, feeds.get(variable).shape().dims()).as(type));
    Tensor y = forward.run(moved).values().iterator().next();
    double sum = 0;
    for (int i = 0; i < y.size(); i++) {
      sum += seed.get(i) * y.get(i);
    }
    return sum;
  }
}
