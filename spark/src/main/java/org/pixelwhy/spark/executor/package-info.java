/** What runs in the executors' processes: the only package that opens a model there. */
package org.pixelwhy.spark.executor;
