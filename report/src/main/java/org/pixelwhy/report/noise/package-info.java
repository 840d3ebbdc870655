/** The report of U-Noise: learned noise, obscured images, published curves. */
package org.pixelwhy.report.noise;
