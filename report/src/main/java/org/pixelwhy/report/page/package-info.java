/**
 * The markup of views, as one HTML file; templates, styles and scripts lie in resources beside this
 * package, not in Java.
 */
package org.pixelwhy.report.page;
