package org.pixelwhy.app.cli.console;

/** What commands end with. */
public final class ExitCode {
  /** Everything went well. */
  public static final int OK = 0;

  /** Our own fault. */
  public static final int FAULT = 1;

  /** What the user gave cannot be used. */
  public static final int BAD_INPUT = 2;

  /** Some of the images could not be used; the others were. */
  public static final int SOME_FAILED = 3;

  /** Somebody ended it; the code of shells for Ctrl-C. */
  public static final int STOPPED = 130;

  private ExitCode() {}
}
