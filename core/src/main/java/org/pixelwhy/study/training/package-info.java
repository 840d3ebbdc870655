/** Training runs: request to trained network, with checkpoints and learning curves. */
package org.pixelwhy.study.training;
