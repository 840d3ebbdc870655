/** What is kept of one image: one archive under a name that its content and the request give. */
package org.pixelwhy.spark.result;
