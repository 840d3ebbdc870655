package org.pixelwhy.study.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.RequestJson;

/** Writes a result as JSON, one image at a time. */
public final class ResultJsonWriter implements AutoCloseable {
  /** The format that is written. */
  static final String FORMAT = "pixelwhy-result/2";

  private final Path folder;
  private final JsonGenerator json;
  private final Writer out;

  /**
   * @param out closed together with this
   * @param folder where the file is in the end: files that it names are named from there
   */
  public ResultJsonWriter(Writer out, Path folder) {
    this.folder = folder;
    this.out = out;
    try {
      json = new ObjectMapper().getFactory().createGenerator(out);
      json.useDefaultPrettyPrinter();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was asked, and of which model. */
  public void begin(SegmentationModel model, ExplainRequest request) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    field("request", node -> RequestJson.write(node, request, folder));
    field("options", node -> ResultJson.options(node, request));
    field("model", node -> ResultJson.model(node, model));
    json.writeArrayFieldStart("images");
  }

  /**
   * One image.
   *
   * @param names where its files are
   */
  public void image(ImageResult image, ResultNames.OfImage names) throws IOException {
    value(node -> ResultJson.image(node, image, names));
    // What is known of an image is in the file before the next one is begun.
    json.flush();
  }

  /**
   * What could not be explained, and where all of it comes from.
   *
   * @param files all that the result consists of, by their path within the folder
   */
  public void end(RunSummary summary, Collection<String> files) throws IOException {
    json.writeEndArray();
    json.writeArrayFieldStart(EarlierResult.FILES);
    for (String file : files) {
      json.writeString(file);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("failed");
    for (Failure failure : summary.failures()) {
      value(node -> ResultJson.failure(node, failure));
    }
    json.writeEndArray();
    field("provenance", node -> ResultJson.provenance(node, summary.provenance()));
    json.writeEndObject();
    json.flush();
    out.write("\n");
  }

  private void field(String name, Consumer<ObjectNode> filled) throws IOException {
    json.writeFieldName(name);
    value(filled);
  }

  private void value(Consumer<ObjectNode> filled) throws IOException {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    filled.accept(node);
    json.writeTree(node);
  }

  @Override
  public void close() throws IOException {
    // The generator would complete what was left unfinished; that must not look whole.
    out.close();
  }
}
