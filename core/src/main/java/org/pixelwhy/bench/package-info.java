/** Measures what explanations cost, in forward passes. */
package org.pixelwhy.bench;
