package org.pixelwhy.study.dataset;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.data.SplitOptions;
import org.pixelwhy.data.synthetic.Generator;
import org.pixelwhy.data.synthetic.SyntheticSample;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.PngWriter;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Version;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Writes generated samples as a data set that can be opened like any other: {@code images}, {@code
 * masks} (palette pictures), {@code classes.txt}, {@code split.json}; beside them {@code essential}
 * and {@code distractor}, white on black, and {@code manifest.json}. The same generator and count
 * give the same bytes.
 *
 * @param kind the generator as people write it
 * @param seed of the generator and of the split
 */
public record GeneratedFiles(String kind, long seed) {
  /** Fewer cannot be split into three parts. */
  private static final int LEAST_SPLIT = 3;

  /**
   * Writes the first samples; the files appear when all are made.
   *
   * @throws InputException if the folder holds files already, or cannot be written to
   */
  public void write(Generator generator, int count, Path folder, Progress progress) {
    requireEmpty(folder);
    Map<String, Content> files = new LinkedHashMap<>();
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = generator.nameOf(i) + ".png";
      entries.add(Map.of("index", i, "name", generator.nameOf(i)));
      Made made = new Made(generator, i);
      int done = i;
      files.put(
          "images/" + name,
          out -> {
            progress.step(name, done, count);
            out.write(PngWriter.bytes(grey(made.sample().sample().image())));
          });
      files.put(
          "masks/" + name,
          out -> out.write(indexed(made.sample().sample().labels(), generator.classes())));
      files.put("essential/" + name, out -> out.write(white(made.sample().context().essential())));
      files.put("distractor/" + name, out -> out.write(white(made.last().context().distractor())));
    }
    files.put("classes.txt", text(classes(generator.classes())));
    if (count >= LEAST_SPLIT) {
      Split split = Split.of(generator.dataset(count), SplitOptions.usual(seed));
      files.put("split.json", text(SplitFile.text(split)));
    }
    files.put("manifest.json", text(manifest(count, entries)));
    try (OutputFolder claimed = OutputFolder.claim(folder)) {
      ResultFiles.write(claimed.path(), files);
    }
  }

  /** A sample that is made when it is first asked for, and forgotten after the last time. */
  private static final class Made {
    private final Generator generator;
    private final int index;
    private SyntheticSample made;

    Made(Generator generator, int index) {
      this.generator = generator;
      this.index = index;
    }

    SyntheticSample sample() {
      if (made == null) {
        made = generator.sample(index);
      }
      return made;
    }

    SyntheticSample last() {
      SyntheticSample last = sample();
      made = null;
      return last;
    }
  }

  private static void requireEmpty(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw InputException.about(
            "output folder", folder + ": holds files already; choose another folder");
      }
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static BufferedImage grey(Image image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSamples(0, 0, image.width(), image.height(), 0, image.values());
    return picture;
  }

  private static byte[] indexed(LabelMap labels, List<SegmentClass> classes) {
    int[] colours = classes.stream().mapToInt(SegmentClass::rgb).toArray();
    byte[][] palette = new byte[3][colours.length];
    for (int i = 0; i < colours.length; i++) {
      for (int channel = 0; channel < 3; channel++) {
        palette[channel][i] = (byte) (colours[i] >> 16 - 8 * channel);
      }
    }
    IndexColorModel model =
        new IndexColorModel(8, colours.length, palette[0], palette[1], palette[2]);
    BufferedImage picture =
        new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_BYTE_INDEXED, model);
    picture.getRaster().setDataElements(0, 0, labels.width(), labels.height(), labels.classes());
    return PngWriter.bytes(picture);
  }

  private static byte[] white(Mask mask) {
    float[] values = new float[mask.size()];
    for (int i : mask.indices()) {
      values[i] = 255;
    }
    return PngWriter.bytes(grey(new Image(1, mask.height(), mask.width(), values, 255)));
  }

  private static String classes(List<SegmentClass> classes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < classes.size(); i++) {
      text.append(Text.format("%s = %d\n", classes.get(i).name(), i));
    }
    return text.toString();
  }

  private String manifest(int count, List<Map<String, Object>> entries) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("made-by", "PixelWhy " + Version.current());
    manifest.put("kind", kind);
    manifest.put("seed", seed);
    manifest.put("count", count);
    manifest.put("image", "images/NAME.png");
    manifest.put("mask", "masks/NAME.png");
    manifest.put("essential", "essential/NAME.png");
    manifest.put("distractor", "distractor/NAME.png");
    manifest.put("samples", entries);
    return DataJson.text(manifest);
  }

  private static Content text(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
