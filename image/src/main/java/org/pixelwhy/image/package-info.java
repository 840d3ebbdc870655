/**
 * Numbers over axes ({@link org.pixelwhy.image.Field}) and its views: pictures, volumes and maps;
 * masks and labels over the same axes; shapes that become masks, and resizing. No files are read
 * here.
 */
package org.pixelwhy.image;
