package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.file.SliceStack;
import org.pixelwhy.report.file.StackFolders;
import org.pixelwhy.report.picture.Montage;
import org.pixelwhy.report.picture.ShownImage;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.output.ResultNames;
import org.pixelwhy.tensor.Text;

/**
 * A montage of every volume of which several slices are explained. Of many slices some are taken,
 * evenly, so that memory does not grow with their number.
 */
final class Montages {
  private static final int MOST = 24;

  private final ReportOptions options;
  private final Map<SliceStack, Set<Integer>> chosen = new LinkedHashMap<>();
  private final Map<SliceStack, Integer> asked = new LinkedHashMap<>();
  private final Map<SliceStack, Montage> montages = new LinkedHashMap<>();

  /**
   * @param images of the run
   */
  Montages(List<ImageSource> images, ReportOptions options) {
    this.options = options;
    Map<SliceStack, List<Integer>> slices = new LinkedHashMap<>();
    for (ImageSource image : images) {
      SliceStack.slice(image)
          .ifPresent(
              slice ->
                  slices
                      .computeIfAbsent(SliceStack.of(slice), key -> new ArrayList<>())
                      .add(slice.first()));
    }
    slices.forEach(
        (stack, all) -> {
          if (all.size() > 1) {
            chosen.put(stack, evenly(all));
            asked.put(stack, all.size());
          }
        });
  }

  private static Set<Integer> evenly(List<Integer> all) {
    Set<Integer> some = new LinkedHashSet<>();
    int count = Math.min(MOST, all.size());
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) Math.round((double) i * (all.size() - 1) / Math.max(1, count - 1))));
    }
    return some;
  }

  /** Takes in what was found out about a slice, if it is one of those. */
  void add(ImageResult image, ResultNames.OfImage names, ShownImage shown, List<Mask> classes) {
    SliceStack.slice(image.source())
        .filter(
            slice -> chosen.getOrDefault(SliceStack.of(slice), Set.of()).contains(slice.first()))
        .ifPresent(slice -> add(slice, image, names, new Drawn(shown, classes)));
  }

  private record Drawn(ShownImage shown, List<Mask> classes) {}

  private void add(Slices slice, ImageResult image, ResultNames.OfImage names, Drawn drawn) {
    Montage montage =
        montages.computeIfAbsent(SliceStack.of(slice), key -> new Montage(options.unsigned()));
    String title = slice.plane().name().toLowerCase(Locale.ROOT) + " " + slice.first();
    montage.slice(title, image.image(), drawn.shown().window(), drawn.classes());
    for (int i = 0; i < image.targets().size(); i++) {
      TargetResult target = image.targets().get(i);
      for (int j = 0; j < target.maps().size(); j++) {
        MapResult map = target.maps().get(j);
        montage.map(names.targets().get(i).maps().get(j).name(), map, target.mask());
      }
    }
  }

  /** Sheets for the page, and their files; empty where no two slices of a volume are explained. */
  void draw(StackFolders folders, List<ReportPart> parts, Map<String, Content> files) {
    montages.forEach(
        (stack, montage) -> {
          if (montage.size() > 1) {
            String folder = folders.of(stack);
            String of =
                Text.format(
                    "%s, %s: %d of %d slices",
                    stack.volume().getFileName(),
                    stack.plane().name().toLowerCase(Locale.ROOT),
                    montage.size(),
                    asked.get(stack));
            put(
                files,
                parts,
                folder + "montage-prediction.png",
                of + ", predicted mask",
                montage.prediction());
            for (String name : montage.names()) {
              put(
                  files,
                  parts,
                  folder + "montage-" + name + ".png",
                  of + ", " + montage.title(name) + " in one range of colours",
                  montage.map(name));
            }
          }
        });
  }

  private static void put(
      Map<String, Content> files,
      List<ReportPart> parts,
      String file,
      String caption,
      Picture picture) {
    EncodedPicture encoded = EncodedPicture.of(picture);
    files.put(file, Content.of(encoded.png()));
    parts.add(new PictureSheet(caption, encoded));
  }
}
