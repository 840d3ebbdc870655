/** Runs a prepared model: forward, backward, in windows, in batches of seeds and of images. */
package org.pixelwhy.model.run;
