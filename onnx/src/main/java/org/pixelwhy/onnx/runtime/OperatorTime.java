package org.pixelwhy.onnx.runtime;

/**
 * What the nodes of one operator take in a run, by the runtime's own clock.
 *
 * @param operator as the runtime names it after its optimisations, without a domain
 * @param nodes how many there are
 * @param milliseconds of all of them in one run
 */
public record OperatorTime(String operator, int nodes, double milliseconds) {}
