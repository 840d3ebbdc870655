package org.pixelwhy.study.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.pixelwhy.data.RandomStream;
import org.pixelwhy.dream.Dream.DreamQuestion;
import org.pixelwhy.dream.DreamOptions;
import org.pixelwhy.dream.DreamStart;
import org.pixelwhy.dream.PictureSpace;
import org.pixelwhy.dream.Place;
import org.pixelwhy.dream.Site;
import org.pixelwhy.dream.ValueRange;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.AxisSize;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.study.ForegroundClass;
import org.pixelwhy.study.dream.Beginning.Constant;
import org.pixelwhy.study.dream.Beginning.Noise;
import org.pixelwhy.study.dream.Beginning.Varied;
import org.pixelwhy.study.dream.DreamRequest.Aim;
import org.pixelwhy.study.dream.DreamRequest.Course;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * A request as one network takes it: pictures of its size, the neuron in its graph.
 *
 * @param starts one for each repeat
 * @param words what is particular to each
 * @param notes what was done that a user should know
 */
record OpenedDream(
    DreamQuestion question,
    DreamOptions options,
    List<DreamStart> starts,
    List<String> words,
    List<String> notes) {
  /** Of the range: noise that makes repeated dreams of one picture differ. */
  private static final double JITTER = 0.01;

  private static final double NOISE = 0.1;

  /** What dreams begin with. */
  private record Ground(Tensor picture, Geometry geometry, List<String> notes) {}

  static OpenedDream of(DreamRequest request, SegmentationModel model, Optional<Image> image) {
    ModelCard card = model.card();
    if (card.size().axes().size() != 2) {
      throw new InputException("the network takes volumes; dreams are of pictures and slices");
    }
    Beginning beginning = request.beginning();
    Optional<Ground> known =
        image.map(given -> prepared(PictureSpace.of(card, given, beginning.size())));
    Course course = request.course();
    ValueRange range =
        course
            .range()
            .orElseGet(
                () ->
                    ValueRanges.of(card, image, known.map(ground -> ground.picture().toFloats())));
    Ground ground = known.orElseGet(() -> empty(card, beginning));
    int classIndex = ForegroundClass.of(model, request.aim().choice());
    List<DreamStart> starts = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int r = 0; r < beginning.repeats(); r++) {
      DreamStart start = start(request, ground, range, r);
      starts.add(start);
      words.add(words(request, start, r));
    }
    DreamOptions options = new DreamOptions(course.steps(), course.ascent(), range, course.stop());
    DreamQuestion question =
        new DreamQuestion(site(request.aim(), classIndex), classIndex, ground.geometry());
    return new OpenedDream(question, options, starts, words, ground.notes());
  }

  private static Ground prepared(ImagePreparation prepared) {
    return new Ground(prepared.input(), prepared.geometry(), prepared.notes());
  }

  private static Ground empty(ModelCard card, Beginning beginning) {
    Size size = beginning.size().orElseGet(() -> fixed(card));
    if (!card.size().accepts(size.height(), size.width())) {
      throw InputException.about(
          "input size",
          Text.format(
              "size %dx%d: the network takes height x width %s",
              size.width(), size.height(), card.size()));
    }
    Shape shape = Shape.of(1, card.channels().channels(), size.height(), size.width());
    return new Ground(
        PictureSpace.constant(shape, 0), Geometry.identity(size.height(), size.width()), List.of());
  }

  private static Size fixed(ModelCard card) {
    if (card.size().axes().size() == 2
        && card.size().height() instanceof AxisSize.Fixed height
        && card.size().width() instanceof AxisSize.Fixed width) {
      return new Size(height.extent(), width.extent());
    }
    throw InputException.about(
        "input size", "the network takes pictures of several sizes; state one to dream in");
  }

  private static Site site(Aim aim, int classIndex) {
    return aim.layer().map(Site.class::cast).orElse(new Site.Output(aim.on(), classIndex));
  }

  private static DreamStart start(DreamRequest request, Ground ground, ValueRange range, int r) {
    Beginning beginning = request.beginning();
    Tensor picture = picture(beginning, ground.picture(), range, r);
    Place place = request.aim().place();
    double stride = 1;
    if (r > 0 && beginning.varied().contains(Varied.PIXEL)) {
      place = elsewhere(place, ground.geometry(), r, RandomStream.of(beginning.seed(), r, 1));
    }
    if (r > 0 && beginning.varied().contains(Varied.STEP)) {
      int doublings = (r + 1) / 2;
      stride = Math.pow(2, r % 2 == 1 ? -doublings : doublings);
    }
    return new DreamStart(picture, place, stride);
  }

  private static Tensor picture(Beginning beginning, Tensor ground, ValueRange range, int r) {
    boolean varies = r > 0 && beginning.varied().contains(Varied.START);
    long seed = beginning.seed() + (varies ? r : 0);
    double width = range.width();
    if (beginning.kind() instanceof Noise noise) {
      double mean = noise.mean().orElse(range.low() + width / 2);
      double deviation = noise.deviation().orElse(NOISE * width);
      return PictureSpace.noise(ground.shape(), mean, deviation, seed);
    }
    Tensor picture =
        beginning.kind() instanceof Constant constant
            ? PictureSpace.constant(ground.shape(), constant.value())
            : ground;
    return varies ? PictureSpace.noised(picture, JITTER * width, seed) : picture;
  }

  /** Near the place that was asked for, as the rest of a picture may be no place for the class. */
  private static Place elsewhere(Place place, Geometry geometry, int r, Random random) {
    if (place instanceof Place.Strongest) {
      return new Place.Strongest(r);
    }
    int reach = Math.max(1, Math.max(geometry.imageWidth(), geometry.imageHeight()) / 8);
    if (place instanceof Place.Disc disc) {
      return new Place.Disc(
          near(disc.x(), reach, geometry.imageWidth(), random),
          near(disc.y(), reach, geometry.imageHeight(), random),
          disc.radius());
    }
    if (!(place instanceof Place.Pixel pixel)) {
      throw new InputException("dreams of a target's pixels are not repeated at other places");
    }
    return new Place.Pixel(
        near(pixel.x(), reach, geometry.imageWidth(), random),
        near(pixel.y(), reach, geometry.imageHeight(), random));
  }

  private static int near(int at, int reach, int extent, Random random) {
    int other = at + random.nextInt(2 * reach + 1) - reach;
    return Math.max(0, Math.min(extent - 1, other));
  }

  private static String words(DreamRequest request, DreamStart start, int r) {
    Beginning beginning = request.beginning();
    List<String> words = new ArrayList<>();
    boolean varies = beginning.varied().contains(Varied.START);
    if (varies && beginning.repeats() > 1 || beginning.kind() instanceof Noise) {
      words.add("seed " + (beginning.seed() + (varies ? r : 0)));
    }
    words.add(start.place().toString());
    if (beginning.repeats() > 1 && beginning.varied().contains(Varied.STEP)) {
      words.add("step size times " + Text.number(start.stride()));
    }
    return String.join(", ", words);
  }
}
