/** Images, masks and maps as pictures: on a page and in files alike. */
package org.pixelwhy.report.picture;
