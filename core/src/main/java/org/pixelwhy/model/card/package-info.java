/**
 * What a network's input and output mean: stated by options, YAML, bioimage.io packages or the
 * file's own metadata, or guessed; and the steps that make a picture the input.
 */
package org.pixelwhy.model.card;
