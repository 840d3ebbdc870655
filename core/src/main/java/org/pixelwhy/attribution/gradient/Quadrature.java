package org.pixelwhy.attribution.gradient;

/** How an integral over [0,1] becomes a weighted sum of the integrand at some nodes. */
public enum Quadrature {
  /** Exact for polynomials of degree up to twice the number of nodes less one. */
  GAUSS_LEGENDRE {
    @Override
    Rule rule(int nodes) {
      double[] positions = new double[nodes];
      double[] weights = new double[nodes];
      for (int i = 0; i < nodes; i++) {
        // Newton's method on the Legendre polynomial, from a guess that is near enough its root.
        double x = -Math.cos(Math.PI * (i + 0.75) / (nodes + 0.5));
        double slope = 0;
        double step = 1;
        for (int round = 0; round < 100 && Math.abs(step) > 1e-16; round++) {
          double[] legendre = legendre(nodes, x);
          slope = nodes * (x * legendre[0] - legendre[1]) / (x * x - 1);
          step = legendre[0] / slope;
          x -= step;
        }
        positions[i] = (x + 1) / 2;
        weights[i] = 1 / ((1 - x * x) * slope * slope);
      }
      return new Rule(positions, weights);
    }
  },

  /** The middle of equal parts. */
  RIEMANN {
    @Override
    Rule rule(int nodes) {
      double[] positions = new double[nodes];
      double[] weights = new double[nodes];
      for (int i = 0; i < nodes; i++) {
        positions[i] = (i + 0.5) / nodes;
        weights[i] = 1.0 / nodes;
      }
      return new Rule(positions, weights);
    }
  };

  /** Nodes in [0,1] and their weights, whose sum is 1. */
  record Rule(double[] nodes, double[] weights) {}

  abstract Rule rule(int nodes);

  /** The Legendre polynomials of degree n and n - 1 at x. */
  private static double[] legendre(int n, double x) {
    double before = 1;
    double current = x;
    for (int k = 2; k <= n; k++) {
      double next = ((2 * k - 1) * x * current - (k - 1) * before) / k;
      before = current;
      current = next;
    }
    return new double[] {current, before};
  }
}
