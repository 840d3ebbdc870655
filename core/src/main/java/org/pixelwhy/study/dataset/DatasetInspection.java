package org.pixelwhy.study.dataset;

import java.util.List;
import java.util.Map;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;

/**
 * What there is to know of a data set before anything is trained on it.
 *
 * @param name of the data set
 * @param layout as which it was read, or how it is made
 * @param images number of those that can be read
 * @param groups number of groups, such as patients, among all
 * @param parts number of images for each part, where a split or the data set says so
 * @param sizes width x height, and how many images have it
 * @param channels how many images have so many channels
 * @param least value of any pixel
 * @param greatest value of any pixel
 * @param spacings millimetres between rows and columns, and how many images have them
 * @param classes by label
 * @param ignored number of pixels of which nobody says a class
 * @param notes what was guessed of the files, and what was done on reading them, with the number of
 *     images
 * @param withoutSegment names of images that are background alone
 * @param broken what cannot be read, and why
 * @param duplicates names of images with the same pixels
 * @param leaks what is in more than one part of the split
 * @param shown samples from all over the data set
 */
public record DatasetInspection(
    String name,
    String layout,
    int images,
    int groups,
    Map<String, Integer> parts,
    Map<String, Integer> sizes,
    Map<Integer, Integer> channels,
    float least,
    float greatest,
    Map<String, Integer> spacings,
    List<ClassShare> classes,
    long ignored,
    List<String> notes,
    List<String> withoutSegment,
    Map<String, String> broken,
    List<List<String>> duplicates,
    List<String> leaks,
    List<Sample> shown) {
  /**
   * How much there is of a class.
   *
   * @param segmentClass its name and colour
   * @param pixels in all images
   * @param share of all pixels that have a class
   * @param images in which it occurs
   */
  public record ClassShare(SegmentClass segmentClass, long pixels, double share, int images) {}
}
