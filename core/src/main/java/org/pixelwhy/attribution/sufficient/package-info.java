/** What of an image is enough for a segment: {@link org.pixelwhy.attribution.sufficient.MiSuRe}. */
package org.pixelwhy.attribution.sufficient;
