/** Figures for print: panels with titles, colour bars and outlines, as PNG, SVG and PDF. */
package org.pixelwhy.report.figure;
