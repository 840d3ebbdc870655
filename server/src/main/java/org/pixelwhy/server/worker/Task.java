package org.pixelwhy.server.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pixelwhy.server.json.JsonText;

/** What a worker is asked to do. */
enum Task {
  /** Opens the network; the first that is asked. */
  OPEN,
  PREDICT,
  CHECK,
  EXPLAIN,
  COMPILE,
  REPORT,
  NOISE,
  FORGET,
  REST,
  /** Stops a question that is being answered; not answered. */
  STOP,
  /** Says that somebody looks at the map of a question while it comes about; not answered. */
  WATCH,
  /** Ends the process when what is quick is done; not answered. */
  CLOSE;

  static final String FIELD = "do";

  /** What a message that asks for it begins with. */
  ObjectNode header() {
    return JsonText.object().put(FIELD, name());
  }
}
