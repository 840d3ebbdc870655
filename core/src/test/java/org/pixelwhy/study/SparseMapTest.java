package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.output.MapStatistics;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.QuestionSpec;

/** A network whose output is its input, asked about one pixel: its map is that pixel. */
@ExtendWith(EngineExtension.class)
class SparseMapTest {
  private static Path resource(String name) {
    try {
      return Path.of(SparseMapTest.class.getResource("/cases/maps/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMapOfOnePixelIsSeenAndItsBarReachesIt(Engine engine) {
    assertNotNull(SparseMapTest.class.getResource("/cases/maps/identity.onnx"));
    PartialCard card = new PartialCard.Builder().activation(Activation.MULTI_LABEL_LOGITS).build();
    ExplainRequest request =
        new ExplainRequest(
            new ModelSource(resource("identity.onnx"), Optional.empty(), card),
            List.of(ImageSource.of(resource("hot.png"))),
            QuestionSpec.of("pixel:54,21"),
            List.of("saliency"),
            new Method.Settings(List.of("auto"), 0),
            Optional.empty());
    ImageResult image = new Study(engine, Progress.SILENT).explain(request).images().get(0);
    MapResult map = image.maps().get(0);
    Coloring coloring = Coloring.of(map.grid(), ColorMap.VIRIDIS, Coloring.USUAL_PERCENTILE);
    assertEquals(1, coloring.range().high());
    assertFalse(coloring.range().clips());
    Picture layer = Overlay.usual().layer(map.grid(), coloring);
    int drawn = 0;
    for (int argb : layer.argb()) {
      drawn += argb >>> 24 > 0 ? 1 : 0;
    }
    assertEquals(1, drawn);
    assertEquals(0xfde725, layer.at(21, 54) & 0xffffff, "the brightest colour");
    assertEquals(1, MapStatistics.of(map.attribution()).max());
  }
}
