/** By what the same bytes are known again. */
package org.pixelwhy.tensor.digest;
