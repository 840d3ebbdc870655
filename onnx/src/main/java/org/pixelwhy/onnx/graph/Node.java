package org.pixelwhy.onnx.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.pixelwhy.onnx.graph.Attribute.FloatValue;
import org.pixelwhy.onnx.graph.Attribute.IntValue;
import org.pixelwhy.onnx.graph.Attribute.Ints;
import org.pixelwhy.onnx.graph.Attribute.StringValue;
import org.pixelwhy.tensor.Text;

/**
 * One application of an operator. Immutable.
 *
 * @param name the node's name, possibly empty
 * @param domain the operator's domain; empty for the ONNX standard
 * @param op the operator, such as {@code Conv}
 * @param inputs names of the tensors read; empty for an optional input that is not given
 * @param outputs names of the tensors made; empty for an optional output that is not wanted
 * @param attributes by name, sorted
 */
public record Node(
    String name,
    String domain,
    String op,
    List<String> inputs,
    List<String> outputs,
    Map<String, Attribute> attributes) {

  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** A node of the ONNX standard. */
  public static Node of(
      String op, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
    return new Node("", "", op, inputs, outputs, attributes);
  }

  /** Name of input {@code i}, or empty where it is not given. */
  public String input(int i) {
    return i < inputs.size() ? inputs.get(i) : "";
  }

  /** Name of output {@code i}, or empty where it is not wanted. */
  public String output(int i) {
    return i < outputs.size() ? outputs.get(i) : "";
  }

  public boolean hasInput(int i) {
    return !input(i).isEmpty();
  }

  public boolean hasOutput(int i) {
    return !output(i).isEmpty();
  }

  public boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  public long intAttribute(String name, long otherwise) {
    return attribute(name, IntValue.class).map(IntValue::value).orElse(otherwise);
  }

  public float floatAttribute(String name, float otherwise) {
    return attribute(name, FloatValue.class).map(FloatValue::value).orElse(otherwise);
  }

  public String stringAttribute(String name, String otherwise) {
    return attribute(name, StringValue.class).map(StringValue::value).orElse(otherwise);
  }

  public Optional<long[]> intsAttribute(String name) {
    return attribute(name, Ints.class).map(Ints::toArray);
  }

  private <T extends Attribute> Optional<T> attribute(String name, Class<T> kind) {
    Attribute value = attributes.get(name);
    if (value != null && !kind.isInstance(value)) {
      throw new GraphException(
          Text.format(
              "attribute '%s' of %s: expected %s, found %s",
              name, this, kind.getSimpleName(), value.getClass().getSimpleName()));
    }
    return Optional.ofNullable(kind.cast(value));
  }

  public Node withInputs(List<String> newInputs) {
    return new Node(name, domain, op, newInputs, outputs, attributes);
  }

  public Node withOutputs(List<String> newOutputs) {
    return new Node(name, domain, op, inputs, newOutputs, attributes);
  }

  public Node withAttributes(Map<String, Attribute> newAttributes) {
    return new Node(name, domain, op, inputs, outputs, newAttributes);
  }

  /** This node with one attribute set. */
  public Node with(String attribute, Attribute value) {
    Map<String, Attribute> copy = new LinkedHashMap<>(attributes);
    copy.put(attribute, value);
    return withAttributes(copy);
  }

  /** This node with some attributes removed. */
  public Node without(String... names) {
    Map<String, Attribute> copy = new LinkedHashMap<>(attributes);
    copy.keySet().removeAll(List.of(names));
    return withAttributes(copy);
  }

  /** The bodies of control flow. */
  public List<Graph> bodies() {
    List<Graph> bodies = new ArrayList<>();
    for (Attribute attribute : attributes.values()) {
      if (attribute instanceof Attribute.GraphValue body) {
        bodies.add(body.value());
      } else if (attribute instanceof Attribute.Graphs several) {
        bodies.addAll(several.values());
      }
    }
    return bodies;
  }

  /** This node with every body of control flow replaced. */
  public Node mapBodies(UnaryOperator<Graph> change) {
    Map<String, Attribute> copy = new LinkedHashMap<>(attributes);
    copy.replaceAll(
        (key, attribute) -> {
          if (attribute instanceof Attribute.GraphValue body) {
            return new Attribute.GraphValue(change.apply(body.value()));
          } else if (attribute instanceof Attribute.Graphs several) {
            return new Attribute.Graphs(several.values().stream().map(change).toList());
          }
          return attribute;
        });
    return withAttributes(copy);
  }

  /** The operator with its domain, such as {@code Conv} or {@code com.microsoft.FusedConv}. */
  public String qualifiedOp() {
    return domain.isEmpty() ? op : domain + "." + op;
  }

  /** For messages: {@code Conv node 'conv1'}, or the first output's name where it has no name. */
  @Override
  public String toString() {
    return name.isEmpty()
        ? Text.format("%s node that makes '%s'", qualifiedOp(), output(0))
        : Text.format("%s node '%s'", qualifiedOp(), name);
  }
}
