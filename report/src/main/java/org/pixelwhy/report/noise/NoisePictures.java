package org.pixelwhy.report.noise;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.image.Mask;
import org.pixelwhy.render.Coloring;
import org.pixelwhy.render.ContactSheet;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Overlay;
import org.pixelwhy.render.Picture;
import org.pixelwhy.study.noise.ShownCase;
import org.pixelwhy.study.noise.ShownCase.ShownMap;
import org.pixelwhy.study.noise.ShownCase.Step;
import org.pixelwhy.tensor.Text;

/** Images with what is known of them, side by side. */
final class NoisePictures {
  private static final int TRUTH = 0x009e73;
  private static final int PREDICTION = 0xe69f00;
  private static final int HIDDEN = 0xff303030;

  private NoisePictures() {}

  /** Image, truth, prediction and every map, an image a row. */
  static Picture sideBySide(List<ShownCase> cases) {
    int columns = 3 + cases.get(0).maps().size();
    List<ContactSheet.Entry> entries = new ArrayList<>();
    for (ShownCase shown : cases) {
      Picture image = Picture.of(shown.image());
      entries.add(new ContactSheet.Entry(shown.name(), image));
      entries.add(new ContactSheet.Entry("truth", masked(image, shown.truth(), TRUTH)));
      entries.add(
          new ContactSheet.Entry(
              Text.format("prediction, Dice %.2f", shown.dice()),
              masked(image, shown.prediction(), PREDICTION)));
      for (ShownMap map : shown.maps()) {
        entries.add(new ContactSheet.Entry(map.name(), over(image, shown, map)));
      }
    }
    return new ContactSheet(columns, 200, 10).draw(entries);
  }

  private static Picture masked(Picture image, Mask mask, int rgb) {
    return image.with(MaskLayer.fill(mask, rgb, 0.45)).with(MaskLayer.outline(mask, rgb, 1));
  }

  private static Picture over(Picture image, ShownCase shown, ShownMap map) {
    return image
        .with(Overlay.usual().layer(map.map(), Coloring.of(map.map())))
        .with(MaskLayer.outline(shown.prediction(), 0xffffff, 1));
  }

  /** One image as ever more of it is shown, a map a row. */
  static Picture steps(ShownCase shown) {
    Picture image = Picture.of(shown.image());
    List<ContactSheet.Group> rows = new ArrayList<>();
    for (ShownMap map : shown.maps()) {
      List<ContactSheet.Entry> entries = new ArrayList<>();
      for (Step step : map.steps()) {
        entries.add(new ContactSheet.Entry(step.label(), showing(image, step.visible())));
      }
      rows.add(new ContactSheet.Group(map.name(), entries));
    }
    return new ContactSheet(11, 110, 8).drawGroups(rows);
  }

  private static Picture showing(Picture image, Mask visible) {
    int[] pixels = image.argb().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = visible.get(i) ? pixels[i] : HIDDEN;
    }
    return new Picture(image.height(), image.width(), pixels);
  }

  /** Images with the noise that explainers say they bear; empty where none says it. */
  static List<ContactSheet.Entry> noised(List<ShownCase> cases) {
    List<ContactSheet.Entry> entries = new ArrayList<>();
    for (ShownCase shown : cases) {
      for (ShownMap map : shown.maps()) {
        map.noised()
            .ifPresent(
                noised ->
                    entries.add(
                        new ContactSheet.Entry(
                            shown.name() + ", " + map.name(), Picture.of(noised))));
      }
    }
    return entries;
  }
}
