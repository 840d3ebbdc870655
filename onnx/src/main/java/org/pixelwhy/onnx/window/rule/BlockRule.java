package org.pixelwhy.onnx.window.rule;

import java.util.List;
import java.util.Optional;

/** DepthToSpace and SpaceToDepth: a block of positions on one side is one position on the other. */
final class BlockRule implements WindowRule {
  @Override
  public Optional<List<AxisMap>> maps(WindowNode node, int input) {
    long block = node.node().intAttribute("blocksize", 1);
    Stencil stencil = new Stencil(block, 0, block);
    boolean spreads = node.node().op().equals("DepthToSpace");
    return Axes.each(
        node, axis -> spreads ? new AxisMap.Spreading(stencil) : new AxisMap.Sliding(stencil));
  }

  @Override
  public boolean keepsZeros(WindowNode node, List<Boolean> zero) {
    return zero.get(0);
  }
}
