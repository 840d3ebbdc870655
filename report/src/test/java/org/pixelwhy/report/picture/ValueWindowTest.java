package org.pixelwhy.report.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Axis.Spacing;
import org.pixelwhy.image.Direction;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.model.card.Clip;
import org.pixelwhy.model.card.MeanStd;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.model.card.ZeroMeanUnitVariance;

class ValueWindowTest {
  private static final IntensityWindow LUNG = IntensityWindow.around(-600, 1500);
  private static final IntensityWindow OWN = new IntensityWindow(-110, 190);

  /** What training writes: -160 to 240 becomes 0 to 1, and what is beyond is cut off. */
  private static final List<Step> CARD =
      List.of(new MeanStd(List.of(-160.0), List.of(400.0)), new Clip(0, 1));

  private static Image slice(float... values) {
    Optional<Spacing> millimetre = Optional.of(Spacing.millimetres(1));
    Axes axes =
        Axes.of(
            List.of(
                new Axis(Axis.ROWS, 1, millimetre, Optional.of(Direction.BACK)),
                new Axis(Axis.COLUMNS, values.length, millimetre, Optional.of(Direction.LEFT))));
    return new Image(new Field(axes, 1, values, 1, List.of()));
  }

  private static Image suggesting(Image image) {
    return new Image(image.field().shownThrough(Optional.of(OWN)));
  }

  private static Optional<IntensityWindow> window(
      Image image, List<Step> steps, Optional<IntensityWindow> asked) {
    return ValueWindow.of(image, steps, asked).map(ValueWindow::window);
  }

  @Test
  void whatIsAskedForComesBeforeTheFileTheFileBeforeTheCardAndTheCardBeforeSoftTissue() {
    Image tomography = slice(-1000, 30, 400);
    Optional<IntensityWindow> nothing = Optional.empty();
    assertEquals(Optional.of(LUNG), window(suggesting(tomography), CARD, Optional.of(LUNG)));
    assertEquals(Optional.of(OWN), window(suggesting(tomography), CARD, nothing));
    assertEquals(Optional.of(new IntensityWindow(-160, 240)), window(tomography, CARD, nothing));
    assertEquals(
        Optional.of(new IntensityWindow(-160, 240)), window(tomography, List.of(), nothing));
  }

  @Test
  void theCardsWindowIsInTheFilesUnitWhateverStepsComeBefore() {
    List<Step> steps =
        List.of(new Scale(0.5, 10), new MeanStd(List.of(4.0), List.of(2.0)), new Clip(-5, 20));
    // (x / 2 + 10 - 4) / 2 = -5 at x = -32, and 20 at x = 68.
    assertEquals(
        Optional.of(new IntensityWindow(-32, 68)), window(slice(0, 1), steps, Optional.empty()));
    List<Step> own = List.of(new ZeroMeanUnitVariance(false, 0), new Clip(0, 1));
    assertEquals(Optional.empty(), window(slice(0, 1), own, Optional.empty()));
  }

  @Test
  void onlyWhatLooksLikeHounsfieldUnitsIsShownAsSoftTissue() {
    assertEquals(Optional.empty(), window(slice(0, 900), List.of(), Optional.empty()), "as of MR");
    assertEquals(
        Optional.empty(), window(slice(-30_000, 900), List.of(), Optional.empty()), "too low");
    Image plain = new Image(1, 1, 2, new float[] {-1000, 40}, 1);
    assertEquals(Optional.empty(), window(plain, List.of(), Optional.empty()), "not measured");
  }

  @Test
  void theTextNamesEndsWindowAndSource() {
    assertEquals(
        "values from -1350 to 150 are shown (window -600,1500: as asked for)",
        ValueWindow.of(slice(0), List.of(), Optional.of(LUNG)).orElseThrow().text());
  }
}
