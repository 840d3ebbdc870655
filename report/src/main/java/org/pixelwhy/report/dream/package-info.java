/** The report of a DeepDream analysis, and its pictures as a film. */
package org.pixelwhy.report.dream;
