package org.pixelwhy.training;

import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.tensor.Shape;

/**
 * Where an {@link Objective} appends its nodes. What a step feeds is there under its names.
 *
 * @param builder the graph, the network in it
 * @param ops appends nodes to it
 * @param image name of the images' tensor, {@code [N,C,H,W]}
 * @param output name of what the network makes of them, {@code [N,K,H,W]}
 * @param images shape of the images
 */
public record Scene(GraphBuilder builder, Ops ops, String image, String output, Shape images) {}
