package org.pixelwhy.onnx.runtime;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test an {@link Engine} as parameter, and fails the test if it leaves a program or tensor
 * open, showing where that was opened.
 */
public final class EngineExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(EngineExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Engine.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Engine.class,
            key -> Engine.open(EngineOptions.defaults().withThreads(1).withTracing()),
            Engine.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Engine engine = context.getStore(NAMESPACE).remove(Engine.class, Engine.class);
    if (engine != null) {
      List<String> open = engine.openResources();
      if (!open.isEmpty()) {
        throw new AssertionError(
            "the test left " + open.size() + " native resources open:\n" + String.join("\n", open));
      }
    }
  }
}
