package org.pixelwhy.attribution;

import java.util.List;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.tensor.Shape;

/**
 * A map as a tensor of a graph; what {@link Attribution} is to values.
 *
 * @param layer the tensor of the layer that is looked at; empty where none is
 * @param tensor its name in the graph
 * @param shape {@code [1,C,H,W]} for the input, {@code [1,1,h,w]} or {@code [1,F,h,w]} for a layer
 * @param sign whether negative values mean something of their own
 * @param notes what a reader of the map should know
 */
public record GraphMap(String layer, String tensor, Shape shape, Sign sign, List<String> notes) {
  public GraphMap {
    notes = List.copyOf(notes);
  }
}
