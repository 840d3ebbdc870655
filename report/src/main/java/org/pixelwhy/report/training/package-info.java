/** What networks learn from, and how a training went, as pages. */
package org.pixelwhy.report.training;
