/** A request as it travels from the driver to the executors. */
package org.pixelwhy.spark.request;
