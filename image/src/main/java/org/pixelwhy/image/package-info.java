/**
 * Pictures, volumes, masks and maps as plain data, shapes that become masks, and resizing; no files
 * are read here.
 */
package org.pixelwhy.image;
