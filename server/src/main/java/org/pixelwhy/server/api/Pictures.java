package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.render.Picture;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.StoredImage;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Images, their pixels, and masks that are drawn on them. */
final class Pictures {
  private static final int CREATED = 201;

  private final Desk desk;

  Pictures(Desk desk) {
    this.desk = desk;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/images", this::list);
    routes.post("/api/images", this::upload);
    routes.delete("/api/images/{image}", this::close);
    routes.get("/api/images/{image}", this::facts);
    routes.get("/api/images/{image}/picture", this::picture);
    routes.get("/api/images/{image}/values", this::values);
    routes.post("/api/images/{image}/masks", this::mask);
  }

  /** The picture that a request's query names: image, and plane and slice of a volume. */
  static PictureKey key(Context context) {
    String image = context.queryParam("image");
    if (image == null) {
      throw new InputException("query parameter 'image' is missing");
    }
    return key(image, context.queryParam("plane"), context.queryParam("slice"));
  }

  private static PictureKey ownKey(Context context) {
    return key(
        context.pathParam("image"), context.queryParam("plane"), context.queryParam("slice"));
  }

  private static PictureKey key(String image, String plane, String slice) {
    try {
      return new PictureKey(
          image,
          Optional.ofNullable(plane).map(text -> Fields.choice("plane", text, Plane.class)),
          slice == null ? 0 : Integer.parseInt(slice));
    } catch (NumberFormatException e) {
      throw new InputException("slice: expected a whole number from 0", e);
    }
  }

  private void list(Context context) {
    ArrayNode images = JsonText.array();
    desk.images().all(Caller.of(context)).forEach(image -> images.add(summary(image)));
    Json.send(context, JsonText.object().set("images", images));
  }

  private void upload(Context context) {
    StoredImage image =
        desk.images()
            .upload(
                Caller.of(context),
                Body.file(context, desk.limits().imageBytes()),
                context.queryParam("name"));
    Json.send(context.status(CREATED), summary(image));
  }

  private void close(Context context) {
    desk.closeImage(Caller.of(context), context.pathParam("image"));
    Json.send(context, JsonText.object().put("closed", context.pathParam("image")));
  }

  private static ObjectNode summary(StoredImage image) {
    ObjectNode facts = JsonText.object().put("id", image.id()).put("title", image.title());
    if (image.isVolume()) {
      ObjectNode slices = facts.putObject("slices");
      image.slices().forEach((plane, count) -> slices.put(Fields.lower(plane), count));
    }
    return facts;
  }

  private void facts(Context context) {
    Image image = desk.images().read(Caller.of(context), ownKey(context));
    ObjectNode facts = summary(desk.images().get(Caller.of(context), context.pathParam("image")));
    facts.put("height", image.height());
    facts.put("width", image.width());
    facts.put("channels", image.channels());
    facts.put("range", image.range());
    image.axes().spacingText().ifPresent(text -> facts.put("spacing", text));
    facts.set("notes", JsonText.texts(image.notes()));
    Json.send(context, facts);
  }

  private void picture(Context context) {
    byte[] png = Picture.of(desk.images().read(Caller.of(context), ownKey(context))).png();
    context.contentType("image/png").result(png);
  }

  private void values(Context context) {
    Floats.send(context, desk.images().read(Caller.of(context), ownKey(context)).values());
  }

  /** A byte for each pixel, or, where it has a name, a file. */
  private void mask(Context context) {
    String name = context.queryParam("name");
    PictureKey key = ownKey(context);
    Image image = desk.images().read(Caller.of(context), key);
    InputStream sent = Body.file(context, desk.limits().imageBytes());
    byte[] marked =
        name == null ? Body.bytes(context, image.axes().size()) : desk.readMask(image, sent, name);
    String id = desk.masks().add(Caller.of(context), key, marked);
    Json.send(
        context.status(CREATED),
        JsonText.object()
            .put("id", id)
            .put("target", Text.format("region:%s", id))
            .put("pixels", IntStream.range(0, marked.length).filter(i -> marked[i] != 0).count()));
  }
}
