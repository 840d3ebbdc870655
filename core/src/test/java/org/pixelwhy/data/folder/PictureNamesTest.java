package org.pixelwhy.data.folder;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a.png", "b/c.JPG", "d.e.jpeg", "f.TIF", "g.tiff", "h.gif", "i.npy"})
  void picturesAreKnownByTheirEndings(String name) {
    assertTrue(PictureNames.isPicture(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "a.txt", "ct.nii.gz", "a.png.bak", "slice.dcm", ""})
  void nothingElseIsOne(String name) {
    assertFalse(PictureNames.isPicture(name));
  }
}
