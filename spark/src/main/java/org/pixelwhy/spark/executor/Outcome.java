package org.pixelwhy.spark.executor;

import java.io.Serializable;
import org.pixelwhy.spark.files.ImageItem;

/**
 * What came of one image: small, as the driver holds one for each.
 *
 * @param place of the image in the list
 * @param name a full URI; of a slice with the slice, as {@code explain} calls it
 * @param own what was said of it alone
 * @param content what it is called by its content
 * @param reason why it could not be explained; empty where it was
 * @param absent whether it is only that what is asked about is predicted nowhere
 * @param found whether an earlier run had explained it
 */
public record Outcome(
    Place place,
    String name,
    ImageItem.Own own,
    Content content,
    String reason,
    boolean absent,
    boolean found)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Where an image stands.
   *
   * @param position of its entry, from 0
   * @param part among the images of the entry, from 0
   */
  public record Place(int position, int part) implements Serializable, Comparable<Place> {
    private static final long serialVersionUID = 1L;

    @Override
    public int compareTo(Place other) {
      return position == other.position
          ? Integer.compare(part, other.part)
          : Integer.compare(position, other.position);
    }
  }

  /**
   * What an image is called by its content.
   *
   * @param sha256 of its bytes; empty where they could not be read
   * @param key names its result; empty where there is none
   */
  public record Content(String sha256, String key) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of an image that could not be read. */
    static final Content NONE = new Content("", "");
  }

  /** One that was not explained and about which nothing is known. */
  static Outcome failed(Place place, String name, ImageItem.Own own, String reason) {
    String start = name + ": ";
    String told = reason.startsWith(start) ? reason.substring(start.length()) : reason;
    return new Outcome(place, name, own, Content.NONE, told, false, false);
  }

  /** The same at another place. */
  public Outcome at(int position) {
    return new Outcome(new Place(position, 0), name, own, content, reason, absent, found);
  }

  public int position() {
    return place.position();
  }

  public boolean explained() {
    return reason.isEmpty();
  }
}
