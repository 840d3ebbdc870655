/** Turns a request into one ONNX file that explains. */
package org.pixelwhy.study.compilation;
