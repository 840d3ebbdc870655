package org.pixelwhy.onnx.runtime;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What an engine has opened and not yet closed, with the place of opening where it is traced. */
final class OpenResources {
  private final boolean traced;
  private final Map<Object, Opening> open = new IdentityHashMap<>();

  OpenResources(boolean traced) {
    this.traced = traced;
  }

  private record Opening(String what, List<StackTraceElement> where) {}

  synchronized void opened(Object resource, String what) {
    open.put(resource, new Opening(what, traced ? callers() : List.of()));
  }

  /** The stack below this class. */
  private static List<StackTraceElement> callers() {
    List<StackTraceElement> stack = List.of(Thread.currentThread().getStackTrace());
    return stack.subList(3, stack.size());
  }

  synchronized void closed(Object resource) {
    open.remove(resource);
  }

  /** One description per open resource: what it is and, if traced, the stack that opened it. */
  synchronized List<String> describe() {
    List<String> lines = new ArrayList<>();
    for (Opening opening : open.values()) {
      StringBuilder text = new StringBuilder(opening.what());
      opening.where().forEach(frame -> text.append("\n    at ").append(frame));
      lines.add(text.toString());
    }
    return lines;
  }
}
