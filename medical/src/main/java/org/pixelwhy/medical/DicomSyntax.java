package org.pixelwhy.medical;

import java.nio.ByteOrder;
import java.nio.file.Path;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** How a DICOM file is written: its transfer syntax, PS3.5 annex A. */
enum DicomSyntax {
  IMPLICIT("1.2.840.10008.1.2"),
  EXPLICIT("1.2.840.10008.1.2.1"),
  DEFLATED("1.2.840.10008.1.2.1.99"),
  BIG_ENDIAN("1.2.840.10008.1.2.2"),
  JPEG_BASELINE("1.2.840.10008.1.2.4.50"),
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51"),
  JPEG_LOSSLESS("1.2.840.10008.1.2.4.57"),
  JPEG_LOSSLESS_FIRST_ORDER("1.2.840.10008.1.2.4.70"),
  JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80"),
  JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81"),
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90"),
  JPEG_2000("1.2.840.10008.1.2.4.91"),
  RLE("1.2.840.10008.1.2.5");

  /** How the pixels are packed. */
  enum Packing {
    NONE,
    RLE,
    JPEG,
    JPEG_2000
  }

  private final String uid;

  DicomSyntax(String uid) {
    this.uid = uid;
  }

  static DicomSyntax of(Path file, String uid) {
    for (DicomSyntax syntax : values()) {
      if (syntax.uid.equals(uid)) {
        return syntax;
      }
    }
    throw new InputException(
        Text.format(
            "%s: transfer syntax %s is not supported; convert the file to explicit little endian",
            file, uid));
  }

  ByteOrder order() {
    return this == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  boolean explicit() {
    return this != IMPLICIT;
  }

  Packing packing(Path file) {
    return switch (this) {
      case IMPLICIT, EXPLICIT, DEFLATED, BIG_ENDIAN -> Packing.NONE;
      case RLE -> Packing.RLE;
      case JPEG_BASELINE, JPEG_EXTENDED, JPEG_LOSSLESS, JPEG_LOSSLESS_FIRST_ORDER -> Packing.JPEG;
      case JPEG_2000, JPEG_2000_LOSSLESS -> Packing.JPEG_2000;
      case JPEG_LS_LOSSLESS, JPEG_LS_NEAR_LOSSLESS ->
          throw new InputException(
              Text.format(
                      "%s: pixels packed as JPEG-LS are not supported; convert the file, for"
                          + " example with",
                      file)
                  + " dcmdjpls");
    };
  }
}
