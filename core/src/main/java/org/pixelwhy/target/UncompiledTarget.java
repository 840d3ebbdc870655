package org.pixelwhy.target;

import org.pixelwhy.tensor.InputException;

/** A target that no graph computes, so that an explainer has to be given its weights. */
public final class UncompiledTarget extends InputException {
  private static final long serialVersionUID = 1L;

  /** Says which target, and why it is none for a graph. */
  public UncompiledTarget(String message) {
    super(message + ", or leave the target open and give its weights with each image");
  }
}
