/** Files of any file system that Hadoop knows. */
package org.pixelwhy.spark.files;
