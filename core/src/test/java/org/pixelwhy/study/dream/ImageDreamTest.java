package org.pixelwhy.study.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.dream.Place;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.demo.Demo;
import org.pixelwhy.study.dream.DreamRequest.Aim;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.Sizing;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;

/** A dream of what is open already is that of the command line. */
@ExtendWith(EngineExtension.class)
class ImageDreamTest {
  private static final DreamChoices FEW =
      new DreamChoices(
          GivenOptions.parse(
              List.of("dream.steps=3", "dream.features=stat_mean,line-45", "dream.frames=2")));

  @TempDir private Path folder;

  private static DreamRequest request(ExplainRequest shipped, Place place, DreamChoices choices) {
    ImageSource image = shipped.images().get(0);
    return new DreamRequest(
        List.of(new DreamRequest.Network("network", shipped.model())),
        Beginning.once(new Beginning.OfImage(image), Optional.empty(), 0),
        Aim.at(place),
        choices.course(),
        choices.measures());
  }

  private <T> T with(Engine engine, ExplainRequest shipped, Function<Opened, T> work) {
    try (OpenModel model = ModelLoader.open(engine, shipped.model(), OptionalLong.empty());
        OpenVolumes volumes = OpenVolumes.withinHeap()) {
      return model.ask(
          runner -> {
            try (OpenImage image =
                OpenImage.of(
                    runner, volumes, shipped.images().get(0), Sizing.WHOLE, Steps.SILENT)) {
              return work.apply(new Opened(model, image));
            }
          });
    }
  }

  private record Opened(OpenModel model, OpenImage image) {
    DreamResult dream(DreamRequest request, ImageDream.Watcher watcher) {
      return model.ask(runner -> ImageDream.run(runner, request, image, watcher, Progress.SILENT));
    }
  }

  @Test
  void itsCurvesAreThoseOfTheStudyAndEveryStepIsSeen(Engine engine) {
    ExplainRequest shipped = Demo.prepare(folder);
    DreamRequest request = request(shipped, new Place.Pixel(60, 110), FEW);
    DreamResult expected =
        new DreamStudy(
                engine, Progress.SILENT, request, folder.resolve("dream"), Duration.ofDays(1))
            .run();
    List<Double> seen = new ArrayList<>();
    DreamResult result =
        with(
            engine,
            shipped,
            open -> open.dream(request, (frame, values) -> seen.add(frame.activation())));
    assertEquals(DreamCsv.text(expected), DreamCsv.text(result));
    List<KeptFrame> frames = result.networks().get(0).frames();
    for (int i = 0; i < frames.size(); i++) {
      assertArrayEquals(
          expected.networks().get(0).frames().get(i).picture(), frames.get(i).picture());
    }
    DreamPath path = result.networks().get(0).paths().get(0);
    assertEquals(path.steps().stream().map(DreamPath.Row::activation).toList(), seen);
  }

  @Test
  void ofATargetsPixelsTheActivationBeginsAsTheQuestionsValueAndGrows(Engine engine) {
    ExplainRequest shipped = Demo.prepare(folder);
    with(
        engine,
        shipped,
        open -> {
          Question question = Question.of(new ClassTarget(0));
          Mask mask = question.target().mask(open.image().prediction());
          double value =
              question.value(
                  open.image().prediction(), question.weights(open.image().prediction()));
          DreamResult result =
              open.dream(request(shipped, new Place.Members(mask), FEW), (frame, values) -> {});
          DreamPath path = result.networks().get(0).paths().get(0);
          assertEquals(value, path.steps().get(0).activation(), 1e-4 * Math.abs(value));
          assertTrue(path.steps().get(3).activation() > value);
          return null;
        });
  }

  @Test
  void anOptionThatIsNoneOfADreamIsRefused() {
    GivenOptions unknown = GivenOptions.parse(List.of("dream.speed=3"));
    assertThrows(InputException.class, () -> new DreamChoices(unknown));
    GivenOptions wrong = GivenOptions.parse(List.of("dream.step-size=-3"));
    assertThrows(InputException.class, () -> new DreamChoices(wrong));
  }
}
