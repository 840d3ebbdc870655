/** Measurements of what explanations cost; run with {@code benchmarks/run}. */
package org.pixelwhy.benchmarks;
