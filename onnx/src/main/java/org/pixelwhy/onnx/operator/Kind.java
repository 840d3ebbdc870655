package org.pixelwhy.onnx.operator;

/** What an operator is for. */
public enum Kind {
  /** Bends what a layer gives: Relu, Sigmoid, Softmax. */
  ACTIVATION,
  /** Of one tensor, element by element, but no activation of networks: Exp, Abs. */
  FUNCTION,
  /** Of several tensors, element by element, with broadcasting: Add, Mul. */
  ARITHMETIC,
  /** Conditions and bits. */
  LOGIC,
  /** Convolutions and products of matrices, usually with learned weights. */
  LINEAR,
  /** Sums up windows of an image. */
  POOLING,
  NORMALIZATION,
  /** Sums up axes. */
  REDUCTION,
  /** Values at other positions of an image. */
  RESAMPLING,
  /** Puts values elsewhere, repeats, joins, drops or chooses them. */
  MOVEMENT,
  ATTENTION,
  /** Sizes, constants, random numbers and indices. */
  GENERATION,
  /** Computes with whole numbers in the place of others. */
  QUANTIZATION,
  RECURRENT,
  /** Fourier transforms. */
  SIGNAL,
  /** Losses and steps of training. */
  LOSS,
  CONTROL,
  /** Sequences of tensors, and values that may be absent. */
  SEQUENCE,
  TEXT,
  /** Classical machine learning, such as trees. */
  CLASSICAL
}
