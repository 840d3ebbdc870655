/** Maps that a network learned to draw: {@link org.pixelwhy.attribution.learned.UNoise}. */
package org.pixelwhy.attribution.learned;
