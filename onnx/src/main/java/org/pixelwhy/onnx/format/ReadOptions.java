package org.pixelwhy.onnx.format;

/**
 * How an ONNX file is read.
 *
 * @param keepPrecision whether float16, bfloat16 and double stay as they are; otherwise they become
 *     float, which every operator of the runtime supports
 * @param allowNonFinite whether weights may be NaN or infinite
 */
public record ReadOptions(boolean keepPrecision, boolean allowNonFinite) {

  /** Everything in float; NaN and infinite weights are refused. */
  public static ReadOptions defaults() {
    return new ReadOptions(false, false);
  }

  public ReadOptions withKeepPrecision(boolean keep) {
    return new ReadOptions(keep, allowNonFinite);
  }

  public ReadOptions withAllowNonFinite(boolean allow) {
    return new ReadOptions(keepPrecision, allow);
  }
}
