/**
 * Typed arrays of numbers, which every module hands to the next, and {@link
 * org.pixelwhy.tensor.InputException}, which says what is wrong with what a caller gave.
 */
package org.pixelwhy.tensor;
