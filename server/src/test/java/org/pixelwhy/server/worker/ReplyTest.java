package org.pixelwhy.server.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.tensor.InputException;

/** Why a task has no result, as told to the other process. */
class ReplyTest {
  private static RuntimeException told(Throwable problem) {
    return Reply.thrown(Reply.failure(problem));
  }

  @Test
  void whatASenderCanMendArrivesAsItWasSaid() {
    assertEquals("no such class", told(new InputException("no such class")).getMessage());
    assertInstanceOf(InputException.class, told(new InputException("no such class")));
    assertInstanceOf(NotThereException.class, told(new NotThereException("closed")));
    assertInstanceOf(CancellationException.class, told(new CancellationException("stopped")));
  }

  @Test
  void memoryThatRunsOutIsSaidWithARemedyAndADefectIsNone() {
    RuntimeException memory = told(new OutOfMemoryError("Java heap space"));
    assertInstanceOf(InputException.class, memory);
    assertTrue(memory.getMessage().contains("smaller image"), memory.getMessage());
    assertInstanceOf(IllegalStateException.class, told(new NullPointerException()));
  }
}
