package org.pixelwhy.model;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.card.Decision;

/**
 * How a network's output for an image is read.
 *
 * @param classNames a name for each channel
 * @param background the class that is not an object of its own, if there is one
 * @param decision how masks come of the channels
 * @param geometry how the image lies in the network's input, and so in its output
 */
public record Reading(
    List<String> classNames, OptionalInt background, Decision decision, Geometry geometry) {
  public Reading {
    classNames = List.copyOf(classNames);
    Objects.requireNonNull(background, "background");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(geometry, "geometry");
  }
}
