package org.pixelwhy.server.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.dream.DreamFrame;
import org.pixelwhy.dream.PictureSpace;
import org.pixelwhy.dream.Place;
import org.pixelwhy.dream.feature.PictureFeature;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.json.LittleEndian;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.dream.Beginning;
import org.pixelwhy.study.dream.DreamChoices;
import org.pixelwhy.study.dream.DreamCsv;
import org.pixelwhy.study.dream.DreamPath;
import org.pixelwhy.study.dream.DreamRequest;
import org.pixelwhy.study.dream.DreamRequest.Aim;
import org.pixelwhy.study.dream.DreamResult;
import org.pixelwhy.study.dream.ImageDream;
import org.pixelwhy.study.dream.KeptFrame;
import org.pixelwhy.study.dream.NetworkDream;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.target.FixedTarget;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;

/** Dreams of a question: its answer's arrays are frames with their masks, and curves as CSV. */
final class Dreaming {
  private static final long BETWEEN_FRAMES_NANOS = Duration.ofMillis(300).toNanos();

  private final Asked asked;
  private final DreamChoices choices;

  /**
   * @throws InputException if an option is none of a dream
   */
  Dreaming(Asked asked) {
    this.asked = asked;
    if (asked.methods().names().size() != 1 || !asked.methods().scores().isEmpty()) {
      throw new InputException("a dream is asked for by itself, without methods and scores");
    }
    this.choices = new DreamChoices(GivenOptions.parse(asked.methods().options()));
    choices.course();
    choices.measures();
  }

  /** Dreams of a target, from the image that it is about. */
  Explained of(
      ModelSource model, Target spec, Open open, Listener listener, Optional<Path> unfinished) {
    OpenImage image = open.image();
    FixedTarget target = spec.resolve(image.prediction());
    DreamRequest request =
        new DreamRequest(
            List.of(new DreamRequest.Network("network", model)),
            Beginning.once(
                new Beginning.OfImage(image.source()), Optional.empty(), asked.methods().seed()),
            new Aim(
                place(target.pixels()),
                asked.number().on(),
                Optional.empty(),
                ClassChoice.of(target.classIndex())),
            choices.course(),
            choices.measures());
    ModelCard card = open.runner().model().card();
    DreamResult result =
        ImageDream.run(
            open.runner(),
            request,
            image,
            new ImageDream.Meanwhile(
                new Shown(listener, card, image),
                (what, done, total) -> image.at().steps().step("dreaming", done, total),
                unfinished));
    return explained(result, target, image, card);
  }

  /** What is open. */
  record Open(ModelRunner runner, OpenImage image) {}

  private Place place(Mask pixels) {
    return choices.neuron() == DreamChoices.Neuron.TARGET
        ? new Place.Members(pixels)
        : new Place.Strongest();
  }

  /** Shows frames to whoever watches, a few a second. */
  private static final class Shown implements ImageDream.Watcher {
    private final Listener listener;
    private final ModelCard card;
    private final int[] extents;
    private long last = System.nanoTime();

    Shown(Listener listener, ModelCard card, OpenImage image) {
      this.listener = listener;
      this.card = card;
      this.extents = new int[] {image.geometry().inputHeight(), image.geometry().inputWidth()};
    }

    @Override
    public void frame(DreamFrame frame, double[] values) {
      if (!listener.watches() || System.nanoTime() - last < BETWEEN_FRAMES_NANOS) {
        return;
      }
      ObjectNode facts = size(JsonText.object(), frame.picture().length, extents);
      facts.put("step", frame.step());
      facts.put("activation", frame.activation());
      facts.put("area", frame.mask().count());
      float[] picture = PictureSpace.coloured(card, frame.picture());
      listener.soFar(new Unfinished(facts, LittleEndian.bytes(picture)));
      last = System.nanoTime();
    }
  }

  private static ObjectNode size(ObjectNode facts, int values, int[] extents) {
    facts.put("height", extents[0]);
    facts.put("width", extents[1]);
    return facts.put("channels", values / (extents[0] * extents[1]));
  }

  private static Explained explained(
      DreamResult result, FixedTarget target, OpenImage image, ModelCard card) {
    NetworkDream dream = result.networks().get(0);
    DreamPath path = dream.paths().get(0);
    ObjectNode facts = JsonText.object();
    facts.put("description", target.description());
    facts.put("class", target.classIndex());
    Mask shown = image.geometry().toImage(target.pixels());
    facts.put("pixels", shown.count());
    facts.put("outputPixels", target.pixels().count());
    facts.put("value", path.steps().get(0).activation());
    facts.set("warnings", JsonText.array());
    ObjectNode about = facts.putObject("dream");
    about.put("neuron", dream.setting().neuron());
    about.put("end", path.end().toString());
    about.put("rate", path.rate());
    about.put("low", dream.setting().range().low());
    about.put("high", dream.setting().range().high());
    about.set("notes", JsonText.texts(dream.notes()));
    ArrayNode features = about.putArray("features");
    for (PictureFeature feature : result.features()) {
      features
          .addObject()
          .put("id", feature.id())
          .put("name", feature.name())
          .put("unit", feature.unit());
    }
    List<byte[]> arrays = new ArrayList<>();
    ArrayNode maps = facts.putArray("maps");
    for (KeptFrame frame : dream.frames()) {
      int[] extents = frame.mask().extents();
      float[] picture = PictureSpace.coloured(card, frame.picture());
      size(part(maps, "frame").put("step", frame.step()), picture.length, extents);
      arrays.add(LittleEndian.bytes(picture));
      part(maps, "mask").put("step", frame.step());
      arrays.add(frame.mask().bytes());
    }
    part(maps, "curves");
    arrays.add(DreamCsv.text(result).getBytes(StandardCharsets.UTF_8));
    return new Explained(facts, shown.bytes(), arrays);
  }

  private static ObjectNode part(ArrayNode maps, String name) {
    return maps.addObject().put("method", DreamChoices.ID).put("part", name);
  }
}
