package org.pixelwhy.server.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.pixelwhy.server.kept.DreamFilm;
import org.pixelwhy.server.kept.Exports;
import org.pixelwhy.tensor.InputException;

/** Explanations that are kept, as files for other programs. */
final class ExportRoutes {
  private final Exports exports;

  ExportRoutes(Exports exports) {
    this.exports = exports;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/explanations/{explanation}/report", this::report);
    routes.get("/api/explanations/{explanation}/maps/{map}/volume", this::volume);
    routes.get(
        "/api/explanations/{explanation}/dreams/{dream}/film",
        context -> send(context, "image/gif", "gif", dream(context).gif()));
    routes.get(
        "/api/explanations/{explanation}/dreams/{dream}/frames",
        context -> send(context, "application/zip", "zip", dream(context).pictures()));
  }

  private void report(Context context) {
    send(context, "text/html", "html", exports.report(Caller.of(context), id(context)));
  }

  private void volume(Context context) {
    byte[] nifti = exports.volume(Caller.of(context), id(context), Floats.map(context));
    send(context, "application/gzip", "nii.gz", nifti);
  }

  private DreamFilm dream(Context context) {
    try {
      int number = Integer.parseInt(context.pathParam("dream"));
      return exports.dream(Caller.of(context), id(context), number);
    } catch (NumberFormatException e) {
      throw new InputException("dreams are numbered from 0", e);
    }
  }

  private static String id(Context context) {
    return context.pathParam("explanation");
  }

  /** As a file to be saved: none is a page of this site. */
  private static void send(Context context, String type, String ending, byte[] bytes) {
    context.header(
        "Content-Disposition",
        "attachment; filename=\"" + id(context).replaceAll("\\W", "") + "." + ending + "\"");
    context.contentType(type).result(bytes);
  }
}
