/** Compares the methods with reference values of other libraries. */
package org.pixelwhy.conformance;
