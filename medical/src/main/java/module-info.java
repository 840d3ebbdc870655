/** DICOM, NIfTI and Analyze files. */
module org.pixelwhy.medical {
  requires org.pixelwhy.image;

  provides org.pixelwhy.image.io.ImageFormat with
      org.pixelwhy.medical.DicomImages,
      org.pixelwhy.medical.NiftiFormat;
}
