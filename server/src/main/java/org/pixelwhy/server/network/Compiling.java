package org.pixelwhy.server.network;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.export.Explainer;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.onnx.format.OnnxWriter;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.server.network.Network.Inquiry;
import org.pixelwhy.study.InputFile;
import org.pixelwhy.study.compilation.Compilation;
import org.pixelwhy.study.compilation.CompileRequest;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.EntropyTarget;
import org.pixelwhy.target.PlacedTarget;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Questions as ONNX files.
 *
 * @param card of the network
 */
record Compiling(Engine engine, ModelSource source, ModelCard card) {
  byte[] of(Inquiry inquiry, OpenVolumes volumes) {
    List<String> methods = inquiry.asked().methods().names();
    if (methods.size() != 1 || !inquiry.asked().methods().scores().isEmpty()) {
      throw new InputException("an ONNX file answers one method, without scores");
    }
    InputFile input = InputFile.read(volumes, inquiry.image(), card, Optional.empty());
    Geometry geometry = input.prepared().geometry();
    ExplainRequest request = Requests.of(inquiry, source, () -> input.field().axes());
    Target target = request.question().targets().get(0);
    requireSamePlaces(target, geometry);
    CompileRequest compiled =
        new CompileRequest(
            source,
            methods.get(0),
            request.settings(),
            Optional.of(target),
            request.question().reduction(),
            request.question().on(),
            Optional.of(new Size(geometry.inputHeight(), geometry.inputWidth())),
            false);
    Explainer explainer = Compilation.compile(engine, compiled);
    return OnnxWriter.toBytes(explainer.graph());
  }

  /** A file knows the network's input alone, and no image that was brought to its size. */
  private static void requireSamePlaces(Target target, Geometry geometry) {
    boolean same =
        geometry.inputHeight() == geometry.imageHeight()
            && geometry.inputWidth() == geometry.imageWidth();
    Target place =
        target instanceof EntropyTarget entropy ? entropy.where().orElse(target) : target;
    if (!same && place instanceof PlacedTarget) {
      throw new InputException(
          Text.format(
              "the image is brought to %d x %d for the network, and an ONNX file has its places in"
                  + " that; ask about a class or a border",
              geometry.inputWidth(), geometry.inputHeight()));
    }
  }
}
