package org.pixelwhy.study.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.pixelwhy.catalogue.OptionFiles;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.GivenInput;
import org.pixelwhy.model.card.ModelCardYaml;

/**
 * Writes a request as JSON, complete enough to repeat it; {@link RequestReader} reads it. Where
 * progress is kept, and whether it is taken up, is no part of a request.
 *
 * <p>Files that were given by relative paths are named from the folder of the file that is written,
 * others by their absolute paths.
 */
public final class RequestJson {
  /** The format that is written and read. */
  public static final String FORMAT = "pixelwhy-request/1";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode json;
  private final Function<Path, String> names;

  private RequestJson(ObjectNode json, Function<Path, String> names) {
    this.json = json;
    this.names = names;
  }

  /**
   * Fills in a request.
   *
   * @param folder of the file that it is written to
   */
  public static void write(ObjectNode json, ExplainRequest request, Path folder) {
    write(json, request, new FileNames(folder)::name);
  }

  /**
   * The same with files named in a way of one's own.
   *
   * @param names what each file is called; asked about every file that the request names
   */
  public static void write(ObjectNode json, ExplainRequest request, Function<Path, String> names) {
    new RequestJson(json, names).write(request);
  }

  /**
   * Where a model comes from, for a reader that runs where this program runs; {@link
   * RequestReader#model} reads it.
   */
  public static ObjectNode model(ModelSource source) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new RequestJson(json, FileNames.HERE::name).modelFields(source);
    return json;
  }

  /**
   * Fills in where a model comes from.
   *
   * @param folder of the file that it is written to
   */
  public static void write(ObjectNode json, ModelSource model, Path folder) {
    new RequestJson(json, new FileNames(folder)::name).modelFields(model);
  }

  /** Likewise where an image comes from; {@link RequestReader#image} reads it. */
  public static JsonNode image(ImageSource source) {
    return ImageJson.write(source, FileNames.HERE::name);
  }

  /** Fills in how images are brought to a size that the network takes. */
  public static void write(ObjectNode json, Sizing sizing) {
    Optional<ObjectNode> sized =
        sizing instanceof Sizing.InTiles
            ? Optional.of(json.putObject("tiles"))
            : sizing.size().map(given -> json.putObject("size"));
    sizing
        .size()
        .ifPresent(
            size -> sized.orElseThrow().put("width", size.width()).put("height", size.height()));
    if (sizing instanceof Sizing.InTiles tiles) {
      tiles.overlap().ifPresent(pixels -> sized.orElseThrow().put("overlap", pixels));
    }
  }

  private void write(ExplainRequest request) {
    json.put("format", FORMAT);
    modelFields(request.model());
    ArrayNode images = json.putArray("images");
    request.images().forEach(image -> images.add(ImageJson.write(image, names)));
    write(json, request.sizing());
    QuestionSpec question = request.question();
    texts(
        "targets",
        question.targets().stream().map(target -> target.moved(names::apply).toString()).toList());
    json.put("reduction", lower(question.reduction()));
    json.put("on", lower(question.on()));
    texts("methods", request.methods());
    texts("scores", request.scores());
    texts("layers", request.settings().layers());
    json.put("seed", request.settings().seed());
    json.put("border", lower(request.settings().border()));
    GivenOptions options = OptionFiles.moved(request.settings().options(), names::apply);
    texts("options", options.texts());
    run(request.settings().run());
    json.put("onBadImage", lower(request.onBadImage()));
  }

  private void modelFields(ModelSource model) {
    json.put("model", names.apply(model.file()));
    model.card().ifPresent(card -> json.put("card", names.apply(card)));
    Map<String, Object> stated = ModelCardYaml.tree(model.stated());
    if (!stated.isEmpty()) {
      json.set("stated", MAPPER.valueToTree(stated));
    }
    ObjectNode inputs = json.objectNode();
    new TreeMap<>(model.inputs()).forEach((name, given) -> input(inputs, name, given));
    if (!inputs.isEmpty()) {
      json.set("inputs", inputs);
    }
  }

  private void input(ObjectNode inputs, String name, GivenInput given) {
    if (given instanceof GivenInput.Number number) {
      inputs.put(name, number.value());
    } else {
      inputs.put(name, names.apply(Path.of(((GivenInput.Array) given).source())));
    }
  }

  private void run(RunOptions run) {
    run.memory().ifPresent(bytes -> json.put("memory", bytes));
    run.untilStable().ifPresent(change -> json.put("untilStable", change));
    run.masks().ifPresent(file -> json.put("masks", names.apply(file)));
    run.saveMasks().ifPresent(file -> json.put("saveMasks", names.apply(file)));
    run.reference().ifPresent(file -> json.put("reference", names.apply(file)));
  }

  private void texts(String name, List<String> texts) {
    ArrayNode array = json.putArray(name);
    texts.forEach(array::add);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
