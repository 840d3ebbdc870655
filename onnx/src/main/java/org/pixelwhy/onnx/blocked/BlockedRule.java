package org.pixelwhy.onnx.blocked;

/** How an operator is written in the blocked layout. */
@FunctionalInterface
interface BlockedRule {
  /**
   * Appends nodes that do the same as the site's node, and says in which layout its outputs are.
   *
   * @return false, with nothing appended, for a node that this does not cover or that is better off
   *     in the plain layout
   */
  boolean append(Site site);
}
