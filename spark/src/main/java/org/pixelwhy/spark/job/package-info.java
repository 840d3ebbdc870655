/** The jobs of a batch: images, tables, and what all images come to together. */
package org.pixelwhy.spark.job;
