package org.pixelwhy.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.tensor.InputException;

class LoaderTest {
  private static List<Entry> entries(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Entry("e" + i, () -> sample(i, 2))).toList();
  }

  private static Sample sample(int i, int width) {
    float[] values = new float[width];
    values[0] = i;
    Image image = new Image(1, 1, width, values, 255);
    return new Sample("e" + i, image, new LabelMap(1, width, new byte[width]));
  }

  /** Adds a random number to the first pixel, so that drawing shows. */
  private static Sample shifted(Sample sample, java.util.Random random) {
    float[] values = sample.image().values().clone();
    values[0] += random.nextFloat();
    Image image = new Image(1, 1, values.length, values, 255);
    return new Sample(sample.name(), image, sample.labels());
  }

  private static List<List<Float>> values(Loader loader, int epoch) {
    List<List<Float>> all = new ArrayList<>();
    try (Batches batches = loader.epoch(epoch)) {
      while (batches.hasNext()) {
        all.add(
            batches.next().samples().stream().map(sample -> sample.image().values()[0]).toList());
      }
    }
    return all;
  }

  private static Loader drawing(int threads) {
    LoaderOptions options = new LoaderOptions(4, true, List.of(LoaderTest::shifted), 11, threads);
    return new Loader(entries(18), options, BadFiles.STOP);
  }

  @Test
  void theLastBatchIsSmaller() {
    Loader loader = new Loader(entries(10), LoaderOptions.plain(4), BadFiles.STOP);
    assertEquals(3, loader.batches());
    assertEquals(
        List.of(List.of(0f, 1f, 2f, 3f), List.of(4f, 5f, 6f, 7f), List.of(8f, 9f)),
        values(loader, 0));
  }

  @Test
  void orderAndContentDoNotDependOnTheNumberOfThreads() {
    assertEquals(values(drawing(1), 3), values(drawing(5), 3));
    assertEquals(values(drawing(1), 3), values(drawing(1), 3));
  }

  @Test
  void everyEpochHasItsOwnOrderAndDrawing() {
    List<Float> first = values(drawing(2), 0).stream().flatMap(List::stream).toList();
    List<Float> second = values(drawing(2), 1).stream().flatMap(List::stream).toList();
    assertNotEquals(first, second);
    assertNotEquals(first.stream().sorted().toList(), second.stream().sorted().toList());
    assertEquals(18, first.stream().map(Float::intValue).distinct().count());
  }

  private static List<Entry> oneBroken() {
    List<Entry> entries = new ArrayList<>(entries(5));
    entries.set(
        2,
        new Entry(
            "e2",
            () -> {
              throw new InputException("e2.png: damaged");
            }));
    return entries;
  }

  @Test
  void aBrokenSampleStopsTheWork() {
    Loader loader = new Loader(oneBroken(), LoaderOptions.plain(2), BadFiles.STOP);
    InputException stopped = assertThrows(InputException.class, () -> values(loader, 0));
    assertEquals("e2.png: damaged", stopped.getMessage());
  }

  @Test
  void aBrokenSampleIsNamedAndLeftOut() {
    List<String> named = new ArrayList<>();
    BadFiles skip = (entry, problem) -> named.add(entry.name() + " " + problem.getMessage());
    Loader loader = new Loader(oneBroken(), LoaderOptions.plain(2), skip);
    assertEquals(List.of(List.of(0f, 1f), List.of(3f, 4f)), values(loader, 0));
    assertEquals(List.of("e2 e2.png: damaged"), named);
  }

  @Test
  void aBatchIsOneTensorOfImagesAndOneOfLabels() {
    LabelMap labels = new LabelMap(1, 2, new byte[] {1, (byte) 200});
    Image image = new Image(1, 1, 2, new float[] {5, 6}, 255);
    Batch batch = new Batch(List.of(new Sample("a", image, labels), sample(7, 2)));
    assertEquals("[2,1,1,2]", batch.images().shape().toString().replace(" ", ""));
    assertEquals(List.of(5f, 6f, 7f, 0f), boxed(batch.images().toFloats()));
    assertEquals(List.of(1f, 200f, 0f, 0f), boxed(batch.labels().toFloats()));
  }

  private static List<Float> boxed(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }

  @Test
  void imagesOfUnlikeSizeMakeNoBatch() {
    InputException unlike =
        assertThrows(InputException.class, () -> new Batch(List.of(sample(0, 2), sample(1, 3))));
    assertTrue(unlike.getMessage().contains("e0") && unlike.getMessage().contains("e1"));
  }

  @Test
  void leavingEarlyStopsTheReaders() {
    Batches batches = drawing(3).epoch(0);
    assertTrue(batches.hasNext());
    batches.close();
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("pixelwhy-loader"))
            .anyMatch(thread -> !joined(thread)));
  }

  private static boolean joined(Thread thread) {
    try {
      thread.join(10_000);
      return !thread.isAlive();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
