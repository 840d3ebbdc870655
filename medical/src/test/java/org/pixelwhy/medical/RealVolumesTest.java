package org.pixelwhy.medical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.tensor.InputException;

/**
 * Real files. The expected sums were computed from the same files with NumPy, and for packed pixels
 * with OpenJPEG and libjpeg through Pillow.
 */
class RealVolumesTest {
  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "ct-totalsegmentator/example_ct.nii.gz,112,101,122,-496851173",
    "ct-totalsegmentator/example_mr_sm.nii.gz,20,91,117,41238711",
    "ct-totalsegmentator/example_seg_mr.nii.gz,20,91,117,576795",
    "nifti/anatomical.nii,25,41,33,284166082",
    "nifti/example4d.nii.gz,24,96,128,50994397",
    "nifti/example_nifti2.nii.gz,12,20,32,3461748",
    "nifti/functional.nii,3,21,17,3883746.552",
    "nifti/reoriented_anat_moved.nii,22,26,21,32739769.449",
    "nifti/standard.nii.gz,7,5,4,7650"
  })
  void niftiVolumesHaveTheirExtentsAndSums(
      String file, int slices, int height, int width, double sum) {
    Volume volume = VolumeReader.read(SharedData.require(file));
    assertEquals(
        List.of(slices, height, width), List.of(volume.slices(), volume.height(), volume.width()));
    assertEquals(sum, sum(volume.values()), 1e-8 * Math.abs(sum) + 0.01);
    assertTrue(volume.oriented());
  }

  @ParameterizedTest
  @CsvSource({"example4d.nii.gz,2,1,50990959,24,96,128", "functional.nii,20,2,3888592.053,3,21,17"})
  void volumesAlongTheFourthAxisAreChannels(
      String file, int count, int channel, double sum, int slices, int height, int width) {
    Path path = SharedData.require("nifti/" + file);
    List<Volume> channels = VolumeReader.channels(path);
    assertEquals(count, channels.size());
    assertEquals(sum, sum(channels.get(channel).values()), 1e-8 * sum + 0.01);
    Image all = Sliced.read(path, Plane.AXIAL, 1);
    assertEquals(List.of(count, height, width), List.of(all.channels(), all.height(), all.width()));
    float[] one = Sliced.read(path, Plane.AXIAL, 1, channel).values();
    assertArrayEquals(channels.get(channel).slice(Plane.AXIAL, 1).values(), one);
    int area = height * width;
    assertArrayEquals(one, Arrays.copyOfRange(all.values(), channel * area, (channel + 1) * area));
    Image upright = Sliced.read(path, Plane.SAGITTAL, 0);
    assertEquals(List.of(slices, height), List.of(upright.height(), upright.width()));
  }

  @ParameterizedTest
  @CsvSource({
    // Stored sum plus 128 * 128 * -1024.
    "CT_small.dcm,1,-1950906",
    "ExplVR_BigEnd.dcm,3,2470716",
    "MR_small.dcm,1,2125338",
    "MR_small_RLE.dcm,1,2125338",
    "MR_small_bigendian.dcm,1,2125338",
    "MR_small_implicit.dcm,1,2125338",
    "MR_small_jp2klossless.dcm,1,2125338",
    "JPEG2000.dcm,1,3527974",
    "SC_rgb_jpeg_dcmtk.dcm,3,3832000",
    "SC_rgb_jpeg_gdcm.dcm,3,3831000",
    "SC_rgb_rle_2frame.dcm,3,3831000",
    "SC_ybr_full_422_uncompressed.dcm,3,3832000",
    "examples_jpeg2k.dcm,3,31821736",
    "examples_overlay.dcm,1,27833052",
    "examples_rgb_color.dcm,3,7895026",
    "examples_ybr_color.dcm,3,2182169",
    "image_dfl.dcm,1,33322688",
    "rtdose_rle.dcm,1,101378000"
  })
  void dicomPicturesHaveTheirSums(String file, int channels, double sum) {
    Image image = ImageReader.read(SharedData.require("dicom/" + file));
    assertEquals(channels, image.channels());
    assertEquals(sum, sum(image.values()), 1e-3 * Math.abs(sum) * (channels - 1) / 2 + 0.5);
  }

  @Test
  void lossyAndLosslessPicturesOfOneSceneLookAlike() {
    float[] plain = ImageReader.read(SharedData.require("dicom/MR_small.dcm")).values();
    for (String other : List.of("MR_small_jp2klossless.dcm", "MR_small_RLE.dcm")) {
      assertArrayEquals(plain, ImageReader.read(SharedData.require("dicom/" + other)).values());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dicom/MR_truncated.dcm,truncated",
    "dicom/JPEGLSNearLossless_16.dcm,JPEG-LS",
    "dicom/JPGExtended.dcm,cannot be decoded as JPEG",
    "dicom/rtstruct.dcm,has no pixels",
    "nifti/nifti1.hdr,no such file",
    "nifti/siemens_dwi_0.dcm.gz,a gzip file"
  })
  void whatCannotBeReadSaysWhy(String file, String reason) {
    Path path = SharedData.require(file);
    InputException e = assertThrows(InputException.class, () -> ImageReader.read(path));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void aVolumeWithMissingVoxelsIsReadOnlySliceBySlice() {
    Path path = SharedData.require("nifti/resampled_anat_moved.nii");
    InputException e = assertThrows(InputException.class, () -> VolumeReader.read(path));
    assertTrue(e.getMessage().contains("NaN"), e.getMessage());
  }

  /** The labels were drawn on the DICOM series and saved as NIfTI, in other axes. */
  @Test
  void aDicomSeriesAndItsNiftiLabelsLieOnEachOther() {
    Volume ct = VolumeReader.read(SharedData.require("ct-totalsegmentator/example_ct_dicom"));
    Volume labels =
        VolumeReader.read(SharedData.require("ct-totalsegmentator/example_seg_dicom.nii.gz"));
    assertEquals(List.of(20, 512, 512), List.of(ct.slices(), ct.height(), ct.width()));
    assertEquals(labels.axes().spacing().orElseThrow(), ct.axes().spacing().orElseThrow());
    assertEquals(List.of(2.0, 0.9765625, 0.9765625), ct.axes().spacing().orElseThrow());
    int liver = 5;
    double[] density =
        IntStream.range(0, ct.values().length)
            .filter(i -> labels.values()[i] == liver)
            .mapToDouble(i -> ct.values()[i])
            .toArray();
    double mean = Arrays.stream(density).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(density).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    assertTrue(density.length > 100_000, density.length + " liver voxels");
    assertTrue(mean > 60 && mean < 140 && deviation < 40, mean + " +- " + deviation + " HU");
  }
}
