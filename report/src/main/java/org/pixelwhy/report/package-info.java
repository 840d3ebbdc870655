/**
 * A report as one HTML file that needs no network: views of results in, markup out.
 *
 * <p>The records are plain views that whoever has results fills in; the markup lies in template
 * resources beside this package, not in Java.
 */
package org.pixelwhy.report;
