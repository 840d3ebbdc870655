package org.pixelwhy.target;

/**
 * A target as tensors of a graph, named by what computes them.
 *
 * @param pixels 1 on its pixels and 0 elsewhere, {@code [1,1,H',W']}, or {@code [1,K,H',W']} where
 *     they differ from class to class
 * @param channel 1 at its channel and 0 elsewhere, {@code [1,K,1,1]}
 */
public record TargetNodes(String pixels, String channel) {}
