/** How operators spread a change over an axis and what they read for it: one class per family. */
package org.pixelwhy.onnx.window.rule;
