package org.pixelwhy.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;

class CommandLineLengthTest {
  @Test
  void aCommandLineThatWouldCrashTheRuntimeIsRefused() {
    assertDoesNotThrow(() -> CommandLineLength.require(3974));
    InputException e = assertThrows(InputException.class, () -> CommandLineLength.require(3975));
    assertTrue(e.getMessage().contains("3,975 bytes"), e.getMessage());
    assertTrue(e.getMessage().contains("ORT_DISABLE_TELEMETRY=1"), e.getMessage());
  }
}
