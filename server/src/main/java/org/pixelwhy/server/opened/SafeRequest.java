package org.pixelwhy.server.opened;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.OptionFiles;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.target.MaskTarget;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;

/** Makes requests of what clients ask. None of them names a file. */
final class SafeRequest {
  private static final String REGION = "region";

  private final Masks masks;

  SafeRequest(Masks masks) {
    this.masks = masks;
  }

  /**
   * The request.
   *
   * @throws InputException if a target, method or option is none, or would read a file
   */
  ExplainRequest of(Asked asked, ModelSource model, ImageSource image) {
    Target target = target(asked.target());
    GivenOptions options = GivenOptions.parse(asked.methods().options());
    for (String name : asked.methods().names()) {
      requireNoFile(Catalogue.method(name), options);
    }
    return new ExplainRequest(
        model,
        List.of(image),
        new QuestionSpec(target, asked.number().reduction(), asked.number().on()),
        asked.methods().names(),
        List.of(),
        new Method.Settings(
            asked.methods().layers(), asked.methods().seed(), Method.Border.FAST, options),
        Optional.empty(),
        OnBadImage.STOP);
  }

  /** The row of the mask that a target names, if it names one. */
  static OptionalLong mask(String target) {
    String[] parts = target.split(":");
    boolean region = parts[0].strip().toLowerCase(Locale.ROOT).equals(REGION);
    return region && parts.length > 1
        ? Identifier.row(Identifier.MASK, parts[1].strip())
        : OptionalLong.empty();
  }

  /** A region is a mask that was sent: its own notation would look for a file. */
  private Target target(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    if (kind.strip().toLowerCase(Locale.ROOT).equals(REGION)) {
      String rest = colon < 0 ? "" : text.substring(colon + 1);
      int next = rest.indexOf(':');
      Mask mask = masks.get(next < 0 ? rest : rest.substring(0, next));
      ClassChoice choice = ClassChoice.named(next < 0 ? "" : rest.substring(next + 1));
      return new MaskTarget(mask, choice, "the marked pixels");
    }
    Target target = TargetCatalogue.parse(text);
    Function<Path, String> refused =
        file -> {
          throw new InputException("target '" + kind + "' names a file; send a mask instead");
        };
    return target.moved(refused);
  }

  private static void requireNoFile(Method method, GivenOptions options) {
    if (!method.readyMade()) {
      throw new InputException(
          method.id() + " needs a file that was trained for the model; the page offers no such");
    }
    if (OptionFiles.of(method, options).findAny().isPresent()) {
      throw new InputException(
          "an option of " + method.id() + " names a file; the page takes values only");
    }
  }
}
