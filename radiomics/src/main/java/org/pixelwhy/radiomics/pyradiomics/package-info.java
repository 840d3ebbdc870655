/** Features as pyradiomics computes them, under its names, for people who compare. */
package org.pixelwhy.radiomics.pyradiomics;
