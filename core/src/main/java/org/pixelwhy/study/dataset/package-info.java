/** Inspects and generates data sets. */
package org.pixelwhy.study.dataset;
