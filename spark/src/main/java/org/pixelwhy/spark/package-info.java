/** The module's own command line. */
package org.pixelwhy.spark;
