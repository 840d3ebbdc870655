/** How weights follow their gradients: optimisers, written as nodes of a graph. */
package org.pixelwhy.training.optimizer;
