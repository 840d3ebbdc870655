package org.pixelwhy.study.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Split;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.data.folder.DatasetFolder;
import org.pixelwhy.data.folder.FolderOptions;
import org.pixelwhy.data.synthetic.Generator;
import org.pixelwhy.data.synthetic.GeneratorText;
import org.pixelwhy.data.synthetic.SyntheticSample;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.report.training.DatasetReport;
import org.pixelwhy.study.Progress;
import org.pixelwhy.tensor.InputException;

/** Generated data sets on disk, and what is seen of data sets. */
class DatasetFilesTest {
  @TempDir Path folder;

  private Dataset written(String kind, int count) {
    Generator generator = GeneratorText.parse(kind, 5);
    new GeneratedFiles(kind, 5).write(generator, count, folder, Progress.SILENT);
    return DatasetFolder.open(folder, FolderOptions.usual());
  }

  @ParameterizedTest
  @ValueSource(strings = {"testnet", "marked@1", "livers@round", "livers@none"})
  void whatIsWrittenIsReadBack(String kind) {
    Dataset dataset = written(kind, 4);
    Generator generator = GeneratorText.parse(kind, 5);
    assertEquals(
        generator.classes().stream().map(known -> known.name()).toList(),
        dataset.classes().stream().map(known -> known.name()).toList());
    for (int i = 0; i < 4; i++) {
      SyntheticSample made = generator.sample(i);
      assertEquals(generator.nameOf(i), dataset.entries().get(i).name());
      assertArrayEquals(
          made.sample().image().values(), dataset.entries().get(i).read().image().values());
      assertEquals(made.sample().labels(), dataset.entries().get(i).read().labels());
      String file = generator.nameOf(i) + ".png";
      assertEquals(
          made.context().essential(), MaskReader.read(folder.resolve("essential").resolve(file)));
      assertEquals(
          made.context().distractor(), MaskReader.read(folder.resolve("distractor").resolve(file)));
    }
    assertTrue(SplitFile.read(folder.resolve("split.json")).train().size() >= 2);
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    written("testnet", 3);
    Path again = folder.resolve("again");
    new GeneratedFiles("testnet", 5)
        .write(GeneratorText.parse("testnet", 5), 3, again, Progress.SILENT);
    for (String file : List.of("manifest.json", "images/testnet-00002.png", "split.json")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve(file)), Files.readAllBytes(again.resolve(file)));
    }
  }

  @Test
  void aFolderThatHoldsFilesIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    InputException refused = assertThrows(InputException.class, () -> written("testnet", 1));
    assertTrue(refused.getMessage().contains("holds files already"));
    assertEquals("mine", Files.readString(folder.resolve("mine.txt")));
  }

  @Test
  void generatorsThatDoNotExistAreRefused() {
    for (String text : List.of("testne", "testnet@1", "marked@often", "marked@2", "livers@cubic")) {
      assertThrows(InputException.class, () -> GeneratorText.parse(text, 0), text);
    }
  }

  private DatasetInspection inspected(Dataset dataset, Split split) {
    return DatasetInspector.inspect(dataset, "folders", Optional.of(split), Progress.SILENT);
  }

  @Test
  void anInspectionCountsAndNamesWhatIsWrong() throws IOException {
    written("testnet", 10);
    Path images = folder.resolve("images");
    Files.copy(
        images.resolve("testnet-00002.png"),
        images.resolve("testnet-00003.png"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(images.resolve("testnet-00007.png"), "junk");
    Dataset dataset = DatasetFolder.open(folder, FolderOptions.usual());
    List<String> names = dataset.entries().stream().map(entry -> entry.name()).toList();
    Split split = new Split(names.subList(0, 3), names.subList(3, 6), names.subList(6, 10));
    DatasetInspection inspection = inspected(dataset, split);
    assertEquals(9, inspection.images());
    assertEquals("{test=3, train=3, validation=3}", inspection.parts().toString());
    assertEquals("{240 x 240=9}", inspection.sizes().toString());
    assertEquals(List.of("testnet-00007"), List.copyOf(inspection.broken().keySet()));
    assertEquals(List.of(List.of("testnet-00002", "testnet-00003")), inspection.duplicates());
    assertEquals(1, inspection.leaks().size());
    double sum = inspection.classes().stream().mapToDouble(share -> share.share()).sum();
    assertEquals(1, sum, 1e-9);
    assertEquals(9, inspection.classes().get(1).images());
    Path page = new DatasetReport(inspection).write(folder.resolve("report"));
    String html = Files.readString(page);
    assertTrue(html.contains("the same picture in several parts: testnet-00002, testnet-00003"));
    assertTrue(html.contains("found a text file"));
    assertTrue(Files.size(folder.resolve("report/contact-sheet.png")) > 5_000);
    assertTrue(
        Files.readString(folder.resolve("report/inspection.json")).contains("\"images\" : 9"));
  }

  @Test
  void anEmptyClassAndImagesWithoutSegmentAreTold() throws IOException {
    Dataset dataset = written("livers@none", 3);
    DatasetInspection inspection = inspected(dataset, new Split(List.of(), List.of(), List.of()));
    assertEquals(3, inspection.withoutSegment().size());
    assertEquals(0, inspection.classes().get(1).pixels());
    String html = Files.readString(new DatasetReport(inspection).write(folder.resolve("report")));
    assertTrue(html.contains("class &#39;tumour&#39; occurs nowhere"), html);
  }

  @Test
  void aDataSetOfWhichNothingCanBeReadIsRefused() throws IOException {
    Dataset dataset = written("testnet", 1);
    Files.writeString(folder.resolve("images/testnet-00000.png"), "junk");
    InputException refused =
        assertThrows(
            InputException.class,
            () -> inspected(dataset, new Split(List.of(), List.of(), List.of())));
    assertTrue(refused.getMessage().contains("none of 1 images can be read"));
  }
}
