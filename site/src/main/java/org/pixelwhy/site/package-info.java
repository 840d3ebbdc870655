/** Makes one tree of HTML pages of the documentation's Markdown, which stays its one source. */
package org.pixelwhy.site;
