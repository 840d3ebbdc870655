/** What training makes small: losses, written as nodes of a graph. */
package org.pixelwhy.training.loss;
