package org.pixelwhy.server.worker;

/** What a worker is asked to do. */
enum Task {
  /** Opens the network; the first that is asked. */
  OPEN,
  PREDICT,
  CHECK,
  EXPLAIN,
  COMPILE,
  FORGET,
  REST,
  /** Stops a question that is being answered; not answered. */
  STOP,
  /** Says that somebody looks at the map of a question while it comes about; not answered. */
  WATCH,
  /** Ends the process when what is quick is done; not answered. */
  CLOSE;

  static final String FIELD = "do";
}
