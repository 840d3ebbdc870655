package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;

@ExtendWith(EngineExtension.class)
class DemoTest {
  @TempDir Path folder;

  @Test
  void explainsABlobByWhatLiesAroundIt(Engine engine) {
    StudyResult result = new Study(engine, Progress.SILENT).explain(Demo.prepare(folder));
    ImageResult image = result.images().get(0);
    Mask object = image.target().mask();
    assertTrue(object.count() > 20, object::toString);
    assertTrue(image.masks().get(0).count() > 2 * object.count(), "only one blob is found");
    for (MapResult map : image.maps()) {
      assertEquals(List.of(), map.warnings());
    }
    // The filters see 10 pixels far, and as much again through the pooled path.
    assertTrue(shareNear(object, image.maps().get(0).grid(), 25) > 0.9);
  }

  /** The share of a map's mass that lies within some pixels of the object's. */
  private static double shareNear(Mask object, Grid map, double reach) {
    int[] members = object.indices();
    double near = 0;
    double all = 0;
    for (int i = 0; i < map.values().length; i++) {
      double mass = Math.abs(map.values()[i]);
      all += mass;
      for (int member : members) {
        int width = map.width();
        double distance = Math.hypot(i / width - member / width, i % width - member % width);
        if (distance <= reach) {
          near += mass;
          break;
        }
      }
    }
    return near / all;
  }
}
