package org.example.deviation;

import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;

/** The kit asks of it what it asks of every method: targets, shapes, scaling, same bytes. */
class DeviationXGradientTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new DeviationXGradient();
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 2, 8, 12};
  }
}
