package org.pixelwhy.server.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.image.Plane;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;

/** A question as JSON: what clients send is what is kept. */
public final class QuestionJson {
  /** The fields that make a question. */
  public static final Set<String> FIELDS =
      Set.of(
          "model",
          "image",
          "plane",
          "slice",
          "target",
          "reduction",
          "on",
          "methods",
          "layers",
          "options",
          "seed",
          "scores");

  private QuestionJson() {}

  /**
   * Reads one.
   *
   * @throws InputException if it is none
   */
  public static Asked read(Fields fields) {
    Optional<Plane> plane =
        fields.optionalText("plane").map(text -> Fields.choice("plane", text, Plane.class));
    long slice = fields.whole("slice", 0);
    if (slice != (int) slice) {
      throw new InputException("slice: expected a whole number from 0");
    }
    return new Asked(
        fields.text("model"),
        new PictureKey(fields.text("image"), plane, (int) slice),
        fields.text("target"),
        new Asked.Number(
            fields.choice("reduction", Reduction.MEAN), fields.choice("on", OutputSpace.LOGITS)),
        new Asked.Methods(
            fields.texts("methods", List.of()),
            fields.texts("layers", List.of(Layers.AUTO)),
            fields.texts("options", List.of()),
            fields.whole("seed", 0),
            fields.texts("scores", List.of())));
  }

  /** Reads one that was kept. */
  public static Asked kept(String text) {
    return read(new Fields(JsonText.kept(text), FIELDS));
  }

  /** Writes one, with all that is usual said. */
  public static ObjectNode write(Asked asked) {
    ObjectNode json = JsonText.object();
    json.put("model", asked.model());
    json.put("image", asked.picture().image());
    asked
        .picture()
        .plane()
        .ifPresent(
            plane -> {
              json.put("plane", Fields.lower(plane));
              json.put("slice", asked.picture().slice());
            });
    json.put("target", asked.target());
    json.put("reduction", Fields.lower(asked.number().reduction()));
    json.put("on", Fields.lower(asked.number().on()));
    json.set("methods", JsonText.texts(asked.methods().names()));
    json.set("layers", JsonText.texts(asked.methods().layers()));
    json.set("options", JsonText.texts(asked.methods().options()));
    json.put("seed", asked.methods().seed());
    if (!asked.methods().scores().isEmpty()) {
      json.set("scores", JsonText.texts(asked.methods().scores()));
    }
    return json;
  }
}
