/**
 * Medical files: DICOM (with JPEG 2000), NIfTI and Analyze; patient axes.
 *
 * <p>Module image finds this one by {@link java.util.ServiceLoader}: with it on the class path
 * {@link org.pixelwhy.image.io.ImageReader} and {@link org.pixelwhy.image.io.VolumeReader} read
 * these formats, without it they say what is missing. Nothing needs to be called here.
 */
package org.pixelwhy.medical;
