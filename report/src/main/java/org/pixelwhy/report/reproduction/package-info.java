/** The report of published experiments done again. */
package org.pixelwhy.report.reproduction;
