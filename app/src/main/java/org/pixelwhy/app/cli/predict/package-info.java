/** Command {@code predict}: masks alone, of images and volumes. */
package org.pixelwhy.app.cli.predict;
