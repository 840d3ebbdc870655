/**
 * Files to pictures and back: PNG, JPEG, TIFF, GIF, {@code .npy} and ImageJ regions.
 *
 * <p>Further formats are {@link org.pixelwhy.image.io.ImageFormat}s that {@link
 * java.util.ServiceLoader} finds; module medical brings DICOM and NIfTI. To add one, implement that
 * interface - how its files are recognised, what a volume's extents are, its channels one by one,
 * the picture if it is one - and name the class in {@code
 * META-INF/services/org.pixelwhy.image.io.ImageFormat}.
 *
 * <p>{@link org.pixelwhy.image.io.ImageSource} says where an image comes from, {@link
 * org.pixelwhy.image.io.OpenVolumes} reads it and keeps volumes decoded for a run.
 *
 * <p>{@link org.pixelwhy.image.io.ImageReader} decides by a file's first bytes, never by its name.
 * What a file claims is checked before memory is set aside for it; whatever cannot be read is an
 * {@link org.pixelwhy.tensor.InputException} that names the file.
 */
package org.pixelwhy.image.io;
