package org.pixelwhy.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.pixelwhy.tensor.Tensor;

class EngineExtensionTest {
  /** Run by the tests below only: a nested class that is not marked as nested is no test itself. */
  @ExtendWith(EngineExtension.class)
  static final class Specimens {
    @Test
    void leavesATensorOpen(Engine engine) {
      engine.load(Tensor.vector(1, 2, 3));
    }

    @Test
    void closesWhatItOpens(Engine engine) {
      engine.load(Tensor.vector(1, 2, 3)).close();
    }

    @Test
    void leavesAProgramOpen(Engine engine) {
      engine.compile(Programs.doubling());
    }
  }

  @Test
  void aTestThatLeavesATensorOpenFailsAndShowsWhereItWasOpened() {
    EngineExecutionResults results = run("leavesATensorOpen");

    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(AssertionError.class),
                message(
                    text ->
                        text.startsWith("the test left 1 native resources open")
                            && text.contains("tensor int64[3]")
                            && text.contains("Specimens.leavesATensorOpen"))));
  }

  @Test
  void aTestThatLeavesAProgramOpenFailsAndNamesTheGraph() {
    run("leavesAProgramOpen")
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1, finishedWithFailure(message(text -> text.contains("program of graph 'doubling'"))));
  }

  @Test
  void aTestThatClosesWhatItOpensPasses() {
    assertTrue(run("closesWhatItOpens").testEvents().failed().list().isEmpty());
  }

  private static EngineExecutionResults run(String method) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(Specimens.class, method, Engine.class.getName()))
        .execute();
  }
}
