/**
 * Files to pictures and back: PNG, JPEG, TIFF, {@code .npy} and ImageJ regions; volumes: NIfTI and
 * DICOM.
 *
 * <p>{@link org.pixelwhy.image.io.ImageReader} decides by a file's first bytes, never by its name.
 * What a file claims is checked before memory is set aside for it; whatever cannot be read is an
 * {@link org.pixelwhy.tensor.InputException} that names the file.
 */
package org.pixelwhy.image.io;
