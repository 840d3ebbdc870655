package org.pixelwhy.study.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.study.output.ImageNames.Names;

class ImageNamesTest {
  private static List<Names> names(ImageSource... images) {
    ImageNames names = new ImageNames(List.of(images));
    return Stream.of(images).map(names::next).toList();
  }

  private static ImageSource file(String path) {
    return ImageSource.of(Path.of(path));
  }

  @Test
  void namesKeepSliceAndChannel() {
    Path volume = Path.of("scans", "ct.nii.gz");
    assertEquals(
        List.of(
            new Names("ct.nii.gz:axial,20", "ct_axial_20"),
            new Names("ct.nii.gz:coronal,3,1", "ct_coronal_3_1")),
        names(
            new Slices(volume, Plane.AXIAL, 20),
            new Slices(volume, Plane.CORONAL, 3, 3, OptionalInt.of(1))));
  }

  @Test
  void imagesOfOneNameAreToldApartByTheirFoldersAndOthersStayShort() {
    assertEquals(
        List.of(
            new Names("left/cells.png", "left_cells"),
            new Names("right/Cells.png", "right_Cells"),
            new Names("other.png", "other")),
        names(file("/d/left/cells.png"), file("/d/right/Cells.png"), file("/d/left/other.png")));
  }

  @Test
  void asManyFoldersAreNamedAsItTakes() {
    assertEquals(
        List.of("a/x/s.png", "b/x/s.png", "y/s.png"),
        names(file("/d/a/x/s.png"), file("/d/b/x/s.png"), file("/d/a/y/s.png")).stream()
            .map(Names::title)
            .toList());
  }

  @Test
  void filesThatDifferInTheirEndingsAloneHaveFoldersInTheNamesOfFilesOnly() {
    List<Names> names = names(file("/d/a/s.png"), file("/d/a/s.jpg"));
    assertEquals("s.png", names.get(0).title());
    assertEquals("s.jpg", names.get(1).title());
    assertEquals(2, names.stream().map(Names::stem).distinct().count());
  }

  @Test
  void theSameImageTwiceIsNumbered() {
    assertEquals(
        List.of("d/s.png", "d/s.png-2"),
        names(file("/d/s.png"), file("/d/s.png")).stream().map(Names::title).toList());
  }
}
