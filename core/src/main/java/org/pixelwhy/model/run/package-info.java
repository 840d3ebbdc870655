/**
 * Runs a prepared model: forward, backward, in windows, in batches of seeds and of images. {@link
 * org.pixelwhy.model.run.OpenModel} keeps one open for many questions and several threads.
 */
package org.pixelwhy.model.run;
