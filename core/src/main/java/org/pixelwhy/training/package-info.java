/** Networks to be trained: builders of graphs with random weights. */
package org.pixelwhy.training;
