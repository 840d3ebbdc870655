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

  private record Opening(String what, Throwable where) {}

  synchronized void opened(Object resource, String what) {
    open.put(resource, new Opening(what, traced ? new Throwable(what) : null));
  }

  synchronized void closed(Object resource) {
    open.remove(resource);
  }

  /** One description per open resource: what it is and, if traced, the stack that opened it. */
  synchronized List<String> describe() {
    List<String> lines = new ArrayList<>();
    for (Opening opening : open.values()) {
      StringBuilder text = new StringBuilder(opening.what());
      if (opening.where() != null) {
        for (StackTraceElement frame : opening.where().getStackTrace()) {
          text.append("\n    at ").append(frame);
        }
      }
      lines.add(text.toString());
    }
    return lines;
  }
}
