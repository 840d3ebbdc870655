package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.InapplicableException;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.ImageFiles;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.onnx.autodiff.UnsupportedOperatorException;
import org.pixelwhy.onnx.runtime.ProgramException;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The methods of a request that can explain an image: one that cannot does not keep the others from
 * it, and the result says why it is missing.
 */
final class ApplicableMethods {
  private final Evaluation at;
  private final OutputSpace on;
  private final Map<Method, Attributor> attributors = new LinkedHashMap<>();
  private final List<String> refusals = new ArrayList<>();

  private ApplicableMethods(Evaluation at, OutputSpace on) {
    this.at = at;
    this.on = on;
  }

  /**
   * Announces the gradients of all methods for which the model has the rules, and whose programs
   * the runtime takes.
   *
   * @throws InputException if there are none
   */
  static ApplicableMethods of(Evaluation at, ExplainRequest request, ImageFiles files) {
    ApplicableMethods methods = new ApplicableMethods(at, request.question().on());
    for (String id : request.methods()) {
      Method method = Catalogue.method(id);
      methods.attributors.put(method, method.attributor(request.settings(), files));
    }
    methods.dropThoseWithoutRules();
    methods.attributors.values().forEach(m -> at.expect(m.requests(at, methods.on)));
    return methods;
  }

  private void dropThoseWithoutRules() {
    try {
      compile(attributors.values());
      return;
    } catch (UnsupportedOperatorException | ProgramException together) {
      if (attributors.size() == 1) {
        throw together;
      }
    }
    InputException last = null;
    for (Method method : List.copyOf(attributors.keySet())) {
      try {
        compile(List.of(attributors.get(method)));
      } catch (UnsupportedOperatorException | ProgramException e) {
        last = e;
        refuse(method, e);
      }
    }
    if (attributors.isEmpty()) {
      throw last;
    }
  }

  /** On an evaluation of its own; what is compiled is kept for later. */
  private void compile(Collection<Attributor> wanted) {
    try (Evaluation trial = at.elsewhere(at.image())) {
      wanted.forEach(attributor -> trial.expect(attributor.requests(trial, on)));
      trial.compile();
    }
  }

  private void refuse(Method method, RuntimeException reason) {
    attributors.remove(method);
    refusals.add(Text.format("no map by %s: %s", method.id(), reason.getMessage()));
  }

  /**
   * The maps of each method that has any.
   *
   * @throws InputException if none has
   */
  Map<Method, List<Attribution>> explain(Question question) {
    Map<Method, List<Attribution>> maps = new LinkedHashMap<>();
    InputException last = null;
    for (Method method : List.copyOf(attributors.keySet())) {
      try {
        maps.put(method, attributors.get(method).explain(at, question));
      } catch (InapplicableException | ProgramException e) {
        last = e;
        refuse(method, e);
      }
    }
    if (maps.isEmpty() && last != null) {
      throw last;
    }
    return maps;
  }

  /** Why methods are missing. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }
}
