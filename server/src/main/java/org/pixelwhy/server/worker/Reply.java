package org.pixelwhy.server.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CancellationException;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.tensor.InputException;

/** What a worker says of a task; a task's last reply is its result, or why there is none. */
enum Reply {
  /** How far it is. */
  STEP,
  /** A map so far. */
  MAP,
  RESULT,
  /** What was sent cannot be used. */
  INPUT,
  /** What was asked for is closed. */
  MISSING,
  STOPPED,
  /** A defect. */
  DEFECT;

  static final String FIELD = "reply";
  private static final String TEXT = "text";

  static Reply of(Message message) {
    return valueOf(message.header().path(FIELD).asText());
  }

  /** Puts itself into a message. */
  Message with(Message message) {
    return new Message(message.header().put(FIELD, name()), message.parts());
  }

  /** Why a task has no result. */
  static Message failure(Throwable problem) {
    Reply kind;
    if (problem instanceof NotThereException) {
      kind = MISSING;
    } else if (problem instanceof InputException || problem instanceof OutOfMemoryError) {
      kind = INPUT;
    } else if (problem instanceof CancellationException) {
      kind = STOPPED;
    } else {
      kind = DEFECT;
    }
    String text = text(kind, problem);
    ObjectNode header = JsonText.object().put(TEXT, text);
    return kind.with(Message.of(header));
  }

  private static String text(Reply kind, Throwable problem) {
    if (problem instanceof OutOfMemoryError) {
      return "the network's process has no memory left for images and maps; ask about a smaller"
          + " image or fewer layers at once, or give it more";
    }
    return kind == DEFECT ? problem.toString() : String.valueOf(problem.getMessage());
  }

  /** What is thrown for a task without result. */
  static RuntimeException thrown(Message failure) {
    String text = failure.header().path(TEXT).asText();
    return switch (of(failure)) {
      case MISSING -> new NotThereException(text);
      case INPUT -> new InputException(text);
      case STOPPED -> new CancellationException(text);
      default -> new IllegalStateException("a worker failed: " + text);
    };
  }
}
