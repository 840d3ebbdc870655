package org.pixelwhy.study.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixelwhy.data.BadFiles;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitOptions;
import org.pixelwhy.data.synthetic.Marked;
import org.pixelwhy.data.synthetic.Marking;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.training.TrainingData;
import org.pixelwhy.training.UNetOptions;

class MarkedTrainingDataTest {
  @Test
  void imagesToLearnFromAndToValidateOnAreMarkedInTheNetworksSizeAndTestImagesAreNot() {
    Dataset dataset = new Marked(3, 0).dataset(30);
    Split split = Split.of(dataset, SplitOptions.usual(0));
    NewNetwork network =
        NewNetwork.of(
            dataset,
            UNetOptions.defaults().withDepth(2).withChannels(2),
            Optional.of(new Size(64, 64)),
            0,
            BadFiles.STOP);
    TrainingData plain = network.data(dataset, split, BadFiles.STOP);
    TrainingData marked = plain.taught(new Marking(1, 0)::apply);
    assertEquals(names(plain.train()), names(marked.train()));
    for (List<Entry> part : List.of(marked.train(), marked.validation())) {
      for (Entry entry : part) {
        assertFalse(entry.read().regions().get("marking").isEmpty(), entry.name());
        assertEquals(64, entry.read().regions().get("marking").width());
      }
    }
    assertTrue(marked.test().size() > 0);
    for (int i = 0; i < marked.test().size(); i++) {
      Sample before = plain.test().get(i).read();
      assertArrayEquals(before.image().values(), marked.test().get(i).read().image().values());
    }
  }

  private static List<String> names(List<Entry> entries) {
    return entries.stream().map(Entry::name).toList();
  }
}
