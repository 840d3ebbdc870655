/** How much each predicted segment speaks for each other one, as page and files. */
package org.pixelwhy.report.segments;
