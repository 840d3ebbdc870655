/** Charts that are drawn as SVG, for what the page's library of charts does not draw. */
package org.pixelwhy.report.chart;
