package org.pixelwhy;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.attribution.SegmentTable;
import org.pixelwhy.catalogue.SegmentQuestion;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.segments.SegmentStudy;
import org.pixelwhy.target.ClassChoice;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * An image that is open to be asked about. The network runs forward once for all that is asked
 * together, and once more where a later question needs what was not kept.
 *
 * <p>Safe to use from several threads, which take turns. Must be closed, or is closed with its
 * {@link PixelWhy}.
 */
public final class Inquiry implements AutoCloseable {
  private final PixelWhy why;
  private final OpenImage image;

  Inquiry(PixelWhy why, OpenImage image) {
    this.why = why;
    this.image = image;
  }

  OpenImage opened() {
    return image;
  }

  /** The image as it is shown: a picture, or a volume where the network takes such. */
  public Field field() {
    return image.input().field();
  }

  /**
   * The picture as it is shown.
   *
   * @throws InputException if it is a volume, which {@link #field} gives
   */
  public Image image() {
    if (field().axes().rank() != 2) {
      throw new InputException(
          Text.format(
              "%s: is a volume of %s and no picture; take field(), or one slice of it",
              image.source().name(), field().axes()));
    }
    return new Image(field());
  }

  /** What the network says: logits, probabilities, and masks in the geometry of its output. */
  public Prediction prediction() {
    return why.open().ask(runner -> image.prediction());
  }

  /** The pixels, or voxels, that are predicted as a class, given by name or number. */
  public Mask mask(String className) {
    int index =
        ClassChoice.named(className)
            .among(why.model().classNames())
            .orElseThrow(() -> new InputException("no class is named; give its name or number"));
    return image.geometry().toImage(prediction().mask(index));
  }

  /**
   * Asks about one target.
   *
   * @param target as on the command line, such as {@code border:tumour}
   * @param methods identifiers of the catalogue; without any it is {@code grad-cam}
   * @throws org.pixelwhy.tensor.InputException if there is no such target, class or method, or none
   *     of the methods can explain it
   */
  public Answers ask(String target, String... methods) {
    return ask(Ask.about(target).by(methods));
  }

  /**
   * Asks about several targets by several methods, from one forward pass.
   *
   * @throws org.pixelwhy.tensor.InputException if there is no such target, class or method, or none
   *     of the methods can explain a target
   */
  public Answers ask(Ask ask) {
    ExplainRequest request = why.request(image.source(), ask);
    ImageResult result = why.open().ask(runner -> Study.explain(runner, request, image));
    Answers answers = answers(result);
    answers.warnings().forEach(why::warn);
    return answers;
  }

  /**
   * How much each predicted class speaks for each other one, and the background too: a table for
   * each method, in the order of the methods.
   *
   * @param methods identifiers of methods that share the target out, such as {@code
   *     feature-ablation} and {@code integrated-gradients}
   * @throws org.pixelwhy.tensor.InputException if there is no such method, or nothing but
   *     background is predicted
   */
  public List<SegmentTable> classTables(String... methods) {
    return tables(methods, false);
  }

  /**
   * The same with each connected object of a class as a segment of its own.
   *
   * @param methods as above
   * @throws org.pixelwhy.tensor.InputException as above, or if there are more than 100 objects
   */
  public List<SegmentTable> objectTables(String... methods) {
    return tables(methods, true);
  }

  private List<SegmentTable> tables(String[] methods, boolean apart) {
    SegmentQuestion question = new SegmentQuestion(List.of(methods), apart);
    return why.open().ask(runner -> SegmentStudy.tables(image, question));
  }

  private Answers answers(ImageResult result) {
    List<Explanation> maps = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    String name = image.source().title();
    result.predictionWarnings().forEach(warning -> warnings.add(name + ": " + warning));
    for (TargetResult target : result.targets()) {
      String about = name + ", " + target.description();
      target.warnings().forEach(warning -> warnings.add(about + ": " + warning));
      for (MapResult found : target.maps()) {
        Explanation map = new Explanation(result.image(), target, found);
        maps.add(map);
        map.warnings()
            .forEach(warning -> warnings.add(about + ", " + map.title() + ": " + warning));
      }
    }
    return new Answers(maps, warnings);
  }

  /** Lets go of what is kept for later questions. */
  @Override
  public void close() {
    why.release(this);
  }
}
