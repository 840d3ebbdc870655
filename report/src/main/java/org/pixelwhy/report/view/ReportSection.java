package org.pixelwhy.report.view;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.render.Picture;

/**
 * All results for one image.
 *
 * @param title which image
 * @param image the image as displayed
 * @param size its own size and what is shown of it, in words
 * @param prediction what the model drew, if it is to be shown
 * @param warnings what may make the prediction misleading
 * @param questions at least one; each of several gets a heading of its own
 */
public record ReportSection(
    String title,
    Picture image,
    String size,
    Optional<Prediction> prediction,
    List<String> warnings,
    List<Question> questions) {
  public ReportSection {
    warnings = List.copyOf(warnings);
    questions = List.copyOf(questions);
  }

  /** Whether anything in it is drawn by the library of charts. */
  public boolean hasCharts() {
    return questions.stream()
        .flatMap(question -> question.parts().stream())
        .anyMatch(LineChart.class::isInstance);
  }

  /**
   * What was asked about the image.
   *
   * @param target the question, in words
   * @param answer what is told before the maps
   * @param maps the explanations
   * @param warnings what may make these results misleading
   * @param outline of the target, drawn over each picture
   * @param contactSheet many maps at a glance, for studies of layers
   * @param parts tables and charts of this target
   */
  public record Question(
      String target,
      Answer answer,
      List<ReportMap> maps,
      List<String> warnings,
      Optional<TargetOutline> outline,
      Optional<EncodedPicture> contactSheet,
      List<ReportPart> parts) {
    public Question {
      maps = List.copyOf(maps);
      warnings = List.copyOf(warnings);
      parts = List.copyOf(parts);
    }
  }

  /**
   * What is told before the maps.
   *
   * @param facts numbers that matter first
   * @param says sentences about all maps together
   */
  public record Answer(List<Fact> facts, List<String> says) {
    public static final Answer NONE = new Answer(List.of(), List.of());

    public Answer {
      facts = List.copyOf(facts);
      says = List.copyOf(says);
    }
  }

  /**
   * The predicted mask.
   *
   * @param layer a transparent picture covering the image, as {@code MaskLayer} draws it
   * @param legend what the layer's colours mean
   */
  public record Prediction(Picture layer, List<Legend> legend) {
    public Prediction {
      legend = List.copyOf(legend);
    }
  }

  /**
   * What a colour means.
   *
   * @param name of the class
   * @param rgb {@code 0xRRGGBB}
   */
  public record Legend(String name, int rgb) {}
}
