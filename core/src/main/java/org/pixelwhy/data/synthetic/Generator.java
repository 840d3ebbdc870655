package org.pixelwhy.data.synthetic;

import java.util.List;
import java.util.stream.IntStream;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Makes samples; each depends on its index and on what the generator was made with, no more. */
public interface Generator {
  /** What is made, in one word. */
  String name();

  /** The classes of the pixels, by label. */
  List<SegmentClass> classes();

  /**
   * A sample.
   *
   * @param index from 0
   */
  SyntheticSample sample(int index);

  /** The name of a sample, such as {@code testnet-00012}. */
  default String nameOf(int index) {
    return Text.format("%s-%05d", name(), index);
  }

  /** The first samples as a data set; each is made anew whenever it is read. */
  default Dataset dataset(int count) {
    if (count < 1) {
      throw new InputException(
          Text.format("illegal number of samples: %d, must be at least 1", count));
    }
    List<Entry> entries =
        IntStream.range(0, count)
            .mapToObj(i -> new Entry(nameOf(i), () -> sample(i).sample()))
            .toList();
    return new Dataset(name(), classes(), entries);
  }
}
