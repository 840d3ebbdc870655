package org.pixelwhy.spark.result;

import java.io.IOException;
import java.util.List;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.output.MapFigure;
import org.pixelwhy.study.output.ResultNames;

/**
 * The maps of an image as pictures, in a folder beside its archive and of the same name; the
 * predicted mask over the image comes last, so that where it is, all are.
 */
public final class ResultPictures {
  private static final String LAST = "prediction.png";

  private ResultPictures() {}

  /** Whether all pictures are there that belong to an archive. */
  public static boolean are(Store store, String archive) throws IOException {
    return store.has(folder(archive) + LAST);
  }

  private static String folder(String archive) {
    return archive.substring(0, archive.lastIndexOf('.')) + "/";
  }

  /** Draws and writes them. */
  public static void write(Store store, String archive, Answer answer) throws IOException {
    ResultNames.OfImage names = answer.names();
    ImageResult result = answer.finding().result();
    for (int i = 0; i < result.targets().size(); i++) {
      TargetResult target = result.targets().get(i);
      List<MapResult> maps = target.maps();
      for (int k = 0; k < maps.size(); k++) {
        String file = ResultArchive.member(names.targets().get(i).maps().get(k).picture());
        MapFigure figure = new MapFigure(result.image(), target, maps.get(k));
        store.write(folder(archive) + file, figure.draw().png());
      }
    }
    store.write(
        folder(archive) + LAST, MapFigure.prediction(result, answer.identity().model()).png());
  }
}
