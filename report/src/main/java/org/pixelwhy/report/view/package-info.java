/** What a page shows, as plain records that whoever has results fills in: no markup, no files. */
package org.pixelwhy.report.view;
