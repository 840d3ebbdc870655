/** Features of intensities alone: statistics, histograms, peaks. */
package org.pixelwhy.radiomics.intensity;
