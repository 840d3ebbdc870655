/** DICOM, NIfTI, Analyze and NRRD files. */
module org.pixelwhy.medical {
  requires org.pixelwhy.image;

  provides org.pixelwhy.image.io.ImageFormat with
      org.pixelwhy.medical.DicomImages,
      org.pixelwhy.medical.NiftiFormat,
      org.pixelwhy.medical.NrrdFormat;
}
