/** What may be said of scores over many images: summaries and paired tests. */
package org.pixelwhy.statistics;
