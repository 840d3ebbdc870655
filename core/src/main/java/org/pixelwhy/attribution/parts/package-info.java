/** Dividing an image into parts that are covered or shown as wholes. */
package org.pixelwhy.attribution.parts;
