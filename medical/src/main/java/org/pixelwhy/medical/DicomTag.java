package org.pixelwhy.medical;

/** The DICOM attributes that matter here: group and element number, PS3.6. */
final class DicomTag {
  static final int TRANSFER_SYNTAX = 0x00020010;
  static final int MODALITY = 0x00080060;
  static final int SERIES_DESCRIPTION = 0x0008103e;
  static final int SLICE_THICKNESS = 0x00180050;
  static final int SPACING_BETWEEN_SLICES = 0x00180088;
  static final int SERIES_UID = 0x0020000e;
  static final int POSITION = 0x00200032;
  static final int ORIENTATION = 0x00200037;
  static final int SAMPLES_PER_PIXEL = 0x00280002;
  static final int PHOTOMETRIC = 0x00280004;
  static final int PLANAR = 0x00280006;
  static final int FRAMES = 0x00280008;
  static final int ROWS = 0x00280010;
  static final int COLUMNS = 0x00280011;
  static final int PIXEL_SPACING = 0x00280030;
  static final int BITS_ALLOCATED = 0x00280100;
  static final int BITS_STORED = 0x00280101;
  static final int HIGH_BIT = 0x00280102;
  static final int SIGNED = 0x00280103;
  static final int WINDOW_CENTRE = 0x00281050;
  static final int WINDOW_WIDTH = 0x00281051;
  static final int INTERCEPT = 0x00281052;
  static final int SLOPE = 0x00281053;
  static final int RED_DESCRIPTOR = 0x00281101;
  static final int RED_PALETTE = 0x00281201;
  static final int MODALITY_LUT = 0x00283000;
  static final int PIXELS = 0x7fe00010;

  /** Sequences that hold what is common to all frames, or one item for each. */
  static final int SHARED_GROUPS = 0x52009229;

  static final int FRAME_GROUPS = 0x52009230;

  static final int ITEM = 0xfffee000;
  static final int ITEM_END = 0xfffee00d;
  static final int SEQUENCE_END = 0xfffee0dd;

  private DicomTag() {}
}
