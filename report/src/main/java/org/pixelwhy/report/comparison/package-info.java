/** The report of a comparison of methods. */
package org.pixelwhy.report.comparison;
