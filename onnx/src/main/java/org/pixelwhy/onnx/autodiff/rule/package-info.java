/** One small class per operator, or family of operators: how its gradient is written in ONNX. */
package org.pixelwhy.onnx.autodiff.rule;
