/** Temporary files that do not outlive their process for long, however it ends. */
package org.pixelwhy.onnx.temporary;
