package org.pixelwhy.server.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.OptionFiles;
import org.pixelwhy.catalogue.RunOptions;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.catalogue.option.Configurable;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Mask;
import org.pixelwhy.server.network.Network.Inquiry;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Makes requests of what clients ask. None of them names a file. */
final class Requests {
  private Requests() {}

  /**
   * The request.
   *
   * @param axes of the image, on which a region lies
   * @throws InputException if a target, method or option is none, or would read a file
   */
  static ExplainRequest of(Inquiry inquiry, ModelSource model, Supplier<Axes> axes) {
    Asked asked = inquiry.asked();
    Target target = target(inquiry, axes);
    GivenOptions options = GivenOptions.parse(asked.plainOptions());
    for (String name : asked.methods().names()) {
      requireNoFile(Catalogue.method(name), options);
      requireReady(Catalogue.method(name), inquiry);
    }
    for (String name : asked.methods().scores()) {
      requireNoFile(ScoreCatalogue.score(name), options);
    }
    return new ExplainRequest(
        model,
        List.of(inquiry.image()),
        new QuestionSpec(target, asked.number().reduction(), asked.number().on()),
        asked.methods().names(),
        asked.methods().scores(),
        new Method.Settings(
            asked.methods().layers(),
            asked.methods().seed(),
            Method.Border.FAST,
            withExplainer(asked, inquiry),
            inquiry
                .unfinished()
                .map(folder -> RunOptions.PLAIN.keeping(folder, true))
                .orElse(RunOptions.PLAIN)),
        Optional.empty(),
        OnBadImage.STOP);
  }

  /** A region is a mask that was sent: its own notation would look for a file. */
  static Target target(Inquiry inquiry, Supplier<Axes> axes) {
    Asked asked = inquiry.asked();
    Optional<byte[]> marked = inquiry.marked();
    if (marked.isPresent()) {
      return asked.marked(mask(marked.get(), axes.get()));
    }
    Target target = TargetCatalogue.parse(asked.target());
    Function<Path, String> refused =
        file -> {
          String kind = asked.target().split(":")[0];
          throw new InputException("target '" + kind + "' names a file; send a mask instead");
        };
    return target.moved(refused);
  }

  private static Mask mask(byte[] marked, Axes axes) {
    if (marked.length != axes.size()) {
      throw new InputException(
          Text.format(
              "region: was marked on a picture of %d pixels, and this one has %d; mark it here",
              marked.length, axes.size()));
    }
    return Mask.of(axes, i -> marked[i] != 0);
  }

  private static void requireReady(Method method, Inquiry inquiry) {
    if (!method.readyMade() && inquiry.explainer().isEmpty()) {
      throw new InputException(
          method.id()
              + " needs an explainer that was trained for the network; send its file, and name it as"
              + " option 'explainer'");
    }
  }

  /** The options with the explainer's file in place of what clients call it. */
  private static GivenOptions withExplainer(Asked asked, Inquiry inquiry) {
    List<String> options = new ArrayList<>(asked.plainOptions());
    inquiry.explainer().ifPresent(file -> options.add("unoise.explainer=" + file));
    return GivenOptions.parse(options);
  }

  private static void requireNoFile(Configurable owner, GivenOptions options) {
    if (OptionFiles.of(owner, options).findAny().isPresent()) {
      throw new InputException(
          "an option of " + owner.id() + " names a file; the page takes values only");
    }
  }
}
