package org.pixelwhy.study.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.image.Image;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Some images of a data set, looked at before a network is made for it: what the network's input
 * must hold, and what people should know of how the images are taken.
 *
 * @param first the first image that can be read
 * @param channels of the network's input: colours where any picture has them
 * @param notes what was found
 */
record DatasetSurvey(Image first, ChannelOrder channels, List<String> notes) {
  private static final int MOST = 50;

  /** Of a damaged data set every image could have something else to say. */
  private static final int MOST_NOTES = 5;

  DatasetSurvey {
    notes = List.copyOf(notes);
  }

  /**
   * Looks at images from all over a data set.
   *
   * @param badFiles what happens when one that comes before the first that can be read cannot
   * @throws InputException if no image can be read
   */
  static DatasetSurvey of(Dataset dataset, BadFiles badFiles) {
    List<Entry> entries = dataset.entries();
    Image first = null;
    int at = 0;
    while (first == null && at < entries.size()) {
      Entry entry = entries.get(at++);
      try {
        first = entry.read().image();
      } catch (InputException e) {
        badFiles.found(entry, e);
      }
    }
    if (first == null) {
      throw new InputException(
          Text.format("%s: none of %d images can be read", dataset.name(), entries.size()));
    }
    Found found = new Found(dataset.windowing().isEmpty());
    found.add(first);
    // Slices of volumes are alike, and reading all over them would read each volume twice.
    int step = found.pictures ? Math.max(1, (entries.size() - at) / MOST) : entries.size();
    for (int i = at; i < entries.size(); i += step) {
      try {
        found.add(entries.get(i).read().image());
      } catch (InputException e) {
        // Reported when it is used.
      }
    }
    return new DatasetSurvey(first, found.channels(first.channels()), found.notes());
  }

  /** What is kept of the images that were looked at. */
  private static final class Found {
    private final boolean pictures;
    private final Map<String, Integer> noted = new LinkedHashMap<>();
    private int images;
    private int grey;
    private int coloured;

    Found(boolean pictures) {
      this.pictures = pictures;
    }

    void add(Image image) {
      images++;
      grey += image.channels() == 1 ? 1 : 0;
      coloured += image.channels() == 3 ? 1 : 0;
      image.notes().forEach(note -> noted.merge(note, 1, Integer::sum));
    }

    /** Three channels of a volume are no colours. */
    ChannelOrder channels(int first) {
      boolean colours = pictures && coloured > 0 && (first == 1 || first == 3);
      return colours ? ChannelOrder.RGB : ChannelOrder.of(first);
    }

    List<String> notes() {
      if (pictures && grey > 0 && coloured > 0) {
        noted.put("grey among colour pictures, the grey channel is repeated three times", grey);
      }
      return noted.entrySet().stream()
          .limit(MOST_NOTES)
          .map(
              note ->
                  Text.format(
                      "%d of %d images looked at: %s", note.getValue(), images, note.getKey()))
          .toList();
    }
  }
}
