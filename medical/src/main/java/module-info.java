/** Medical files: DICOM, NIfTI and Analyze. */
module org.pixelwhy.medical {
  requires transitive org.pixelwhy.image;

  exports org.pixelwhy.medical;

  provides org.pixelwhy.image.io.ImageFormat with
      org.pixelwhy.medical.DicomImages,
      org.pixelwhy.medical.NiftiFormat;
}
