/** Masks alone: what a network predicts on images, how much of it there is, and how right it is. */
package org.pixelwhy.study.prediction;
