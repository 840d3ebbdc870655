package org.pixelwhy.catalogue;

/**
 * What a score was computed from, as a curve.
 *
 * @param title what it shows
 * @param across name and unit of x
 * @param up name and unit of y
 * @param x rising
 * @param y as many as {@code x}
 */
public record ScoreCurve(String title, String across, String up, double[] x, double[] y) {}
