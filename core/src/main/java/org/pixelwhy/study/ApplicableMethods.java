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
import org.pixelwhy.model.run.NotInTilesException;
import org.pixelwhy.onnx.autodiff.UnsupportedOperatorException;
import org.pixelwhy.onnx.runtime.ProgramException;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The methods of a request that can explain an image: one that cannot does not keep the others from
 * it, and the result says why it is missing.
 */
final class ApplicableMethods {
  private final Evaluation at;
  private final ExplainRequest request;
  private final ImageFiles files;
  private final Map<Method, Attributor> attributors = new LinkedHashMap<>();
  private final List<String> refusals = new ArrayList<>();

  private ApplicableMethods(Evaluation at, ExplainRequest request, ImageFiles files) {
    this.at = at;
    this.request = request;
    this.files = files;
  }

  /**
   * What the methods say of one target.
   *
   * @param maps of each method that has any
   * @param refusals why methods are missing
   */
  record Answer(Map<Method, List<Attribution>> maps, List<String> refusals) {}

  /**
   * Announces the gradients of all methods for which the model has the rules, and whose programs
   * the runtime takes.
   *
   * @throws InputException if there are none
   */
  static ApplicableMethods of(Evaluation at, ExplainRequest request, ImageFiles files) {
    ApplicableMethods methods = new ApplicableMethods(at, request, files);
    for (String id : request.methods()) {
      Method method = Catalogue.method(id);
      methods.attributors.put(method, method.attributor(request.settings(), files));
    }
    methods.dropThoseWithoutRules();
    methods.attributors.values().forEach(m -> at.expect(m.requests(at, methods.on())));
    return methods;
  }

  /** What all targets read, or where they differ what the request says. */
  private OutputSpace on() {
    OutputSpace stated = request.question().on();
    List<OutputSpace> read =
        request.question().targets().stream()
            .map(target -> target.reads().orElse(stated))
            .distinct()
            .toList();
    return read.size() == 1 ? read.get(0) : stated;
  }

  private void dropThoseWithoutRules() {
    try {
      compile(attributors.values());
      return;
    } catch (UnsupportedOperatorException | ProgramException | NotInTilesException together) {
      if (attributors.size() == 1) {
        throw together;
      }
    }
    InputException last = null;
    for (Method method : List.copyOf(attributors.keySet())) {
      try {
        compile(List.of(attributors.get(method)));
      } catch (UnsupportedOperatorException | ProgramException | NotInTilesException e) {
        last = e;
        attributors.remove(method);
        refusals.add(refusal(method, e));
      }
    }
    if (attributors.isEmpty()) {
      throw last;
    }
  }

  /**
   * On an evaluation of its own; what is compiled is kept for later. Backward halves are compiled
   * one after the other, when they are used.
   */
  private void compile(Collection<Attributor> wanted) {
    try (Evaluation trial = at.elsewhere(at.image())) {
      wanted.forEach(attributor -> trial.expect(attributor.requests(trial, on())));
      trial.compileForward();
    }
  }

  private static String refusal(Method method, RuntimeException reason) {
    return Text.format("no map by %s: %s", method.id(), reason.getMessage());
  }

  /**
   * Answers one question; one that a method has no answer to takes nothing from the others.
   *
   * @param target number of the question among those about this image, from 0
   * @param nothingAfter whether nothing is asked after it
   * @throws InputException if no method has an answer
   */
  Answer explain(Question question, int target, boolean nothingAfter) {
    Map<Method, List<Attribution>> maps = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>(refusals);
    InputException last = null;
    List<Attributor> upcoming = new ArrayList<>(attributors.values());
    for (Method method : attributors.keySet()) {
      if (nothingAfter) {
        at.upcoming(upcoming.stream().flatMap(m -> m.requests(at, on()).stream()).toList());
      }
      upcoming.remove(0);
      try {
        maps.put(method, attributor(method, target).explain(at, question));
      } catch (InapplicableException | ProgramException | NotInTilesException e) {
        last = e;
        missing.add(refusal(method, e));
      }
    }
    if (maps.isEmpty() && last != null) {
      throw last;
    }
    return new Answer(maps, missing);
  }

  /** About how many forward passes all of them make for one question. */
  double passes(Question question) {
    double sum = 0;
    for (Attributor attributor : attributors.values()) {
      try {
        sum += attributor.passes(at, question);
      } catch (InputException e) {
        // It says so when it is asked to explain.
      }
    }
    return sum;
  }

  /** For each target its own, since what one of them keeps of its work is about one target. */
  private Attributor attributor(Method method, int target) {
    return target == 0
        ? attributors.get(method)
        : method.attributor(request.settings(), files.about(target));
  }
}
