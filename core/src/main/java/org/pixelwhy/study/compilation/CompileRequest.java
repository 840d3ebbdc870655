package org.pixelwhy.study.compilation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.catalogue.CamMethods;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.OptionFiles;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;

/**
 * An explanation to be written as an ONNX file.
 *
 * @param method an identifier of the catalogue
 * @param settings what methods share; a border is always {@link Method.Border#FAST}, and class
 *     activation maps of all layers keep their negative values unless the settings say otherwise
 * @param target what is explained; where none is given, the explainer takes the target's weights as
 *     a second input
 * @param reduction how the target's pixels become one number
 * @param on which output is asked about
 * @param size of the network's input, where the file does not fix it
 * @param preprocessing whether the explainer takes pictures and preprocesses them as the card says
 */
public record CompileRequest(
    ModelSource model,
    String method,
    Method.Settings settings,
    Optional<Target> target,
    Reduction reduction,
    OutputSpace on,
    Optional<Size> size,
    boolean preprocessing) {
  public CompileRequest {
    on = target.flatMap(Target::reads).orElse(on);
    settings.options().require(List.of(Catalogue.method(method)));
    settings = CamMethods.signedAtAllLayers(Catalogue.method(method), settings);
  }

  /** The files that options name. */
  List<Path> optionFiles() {
    Method chosen = Catalogue.method(method);
    return OptionFiles.of(chosen, settings.options()).toList();
  }
}
