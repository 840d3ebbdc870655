/** Pictures, masks and maps as plain data; no files are read here. */
package org.pixelwhy.image;
