package org.pixelwhy.report.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pixelwhy.data.Sample;
import org.pixelwhy.data.SegmentClass;
import org.pixelwhy.render.ContactSheet;
import org.pixelwhy.render.MaskLayer;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.page.HtmlReport;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.report.view.PictureSheet;
import org.pixelwhy.report.view.ReportPage;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.dataset.DataJson;
import org.pixelwhy.study.dataset.DatasetInspection;
import org.pixelwhy.study.dataset.DatasetInspection.ClassShare;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.Text;

/** Puts what is known of a data set into a page, a contact sheet and JSON. */
public final class DatasetReport {
  private static final ContactSheet SHEET = new ContactSheet(6, 200, 12);
  private static final int MOST_LISTED = 50;

  private final DatasetInspection inspection;

  public DatasetReport(DatasetInspection inspection) {
    this.inspection = inspection;
  }

  /** Writes {@code index.html}, {@code contact-sheet.png} and {@code inspection.json}. */
  public Path write(Path folder) {
    EncodedPicture sheet = EncodedPicture.of(sheet());
    Map<String, Content> files = new LinkedHashMap<>();
    files.put("contact-sheet.png", Content.of(sheet.png()));
    files.put(
        "inspection.json", Content.of(DataJson.text(inspection).getBytes(StandardCharsets.UTF_8)));
    files.put(
        "index.html",
        Content.of(new HtmlReport().html(page(sheet)).getBytes(StandardCharsets.UTF_8)));
    ResultFiles.write(folder, files);
    return folder.resolve("index.html");
  }

  private Picture sheet() {
    return SHEET.draw(
        inspection.shown().stream()
            .map(sample -> new ContactSheet.Entry(sample.name(), labelled(sample)))
            .toList());
  }

  /** The image with its classes outlined in their colours. */
  private Picture labelled(Sample sample) {
    Picture picture = Picture.of(sample.image());
    long[] counts = sample.labels().counts();
    for (int label = 1; label < inspection.classes().size(); label++) {
      if (counts[label] > 0) {
        SegmentClass known = inspection.classes().get(label).segmentClass();
        picture = picture.with(MaskLayer.outline(sample.labels().mask(label), known.rgb(), 1));
      }
    }
    return picture;
  }

  private ReportPage page(EncodedPicture sheet) {
    List<ReportPart> parts = new ArrayList<>();
    parts.add(new PictureSheet("Samples from all over, classes in their colours", sheet));
    parts.addAll(tables());
    return new ReportPage(
        "Data set " + inspection.name(),
        facts(),
        warnings(),
        List.of(),
        parts,
        List.of(),
        List.of());
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("layout", inspection.layout()));
    facts.add(new Fact("images", Integer.toString(inspection.images())));
    facts.add(new Fact("groups (patients)", Integer.toString(inspection.groups())));
    facts.add(new Fact("channels (images)", text(inspection.channels())));
    facts.add(
        new Fact("values", Text.format("%.6g to %.6g", inspection.least(), inspection.greatest())));
    if (!inspection.parts().isEmpty()) {
      facts.add(new Fact("parts (images)", text(inspection.parts())));
    }
    if (inspection.ignored() > 0) {
      facts.add(new Fact("ignored pixels", Long.toString(inspection.ignored())));
    }
    if (!inspection.withoutSegment().isEmpty()) {
      facts.add(new Fact("without segment", Integer.toString(inspection.withoutSegment().size())));
    }
    return facts;
  }

  private static String text(Map<?, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> Text.format("%s (%d)", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    inspection.classes().stream()
        .filter(share -> share.pixels() == 0)
        .forEach(share -> warnings.add(Text.format("class '%s' occurs nowhere", name(share))));
    warnings.addAll(inspection.notes());
    warnings.addAll(inspection.leaks());
    if (!inspection.broken().isEmpty()) {
      warnings.add(Text.format("images that cannot be read: %d", inspection.broken().size()));
    }
    if (!inspection.duplicates().isEmpty()) {
      warnings.add(Text.format("%d pictures occur more than once", inspection.duplicates().size()));
    }
    return warnings;
  }

  private static String name(ClassShare share) {
    return share.segmentClass().name();
  }

  private List<ReportPart> tables() {
    List<ReportPart> tables = new ArrayList<>();
    tables.add(
        new DataTable(
            "Classes",
            List.of("class", "pixels", "share of pixels", "images"),
            inspection.classes().stream().map(DatasetReport::row).toList()));
    tables.add(counts("Sizes", "width x height", inspection.sizes()));
    if (!inspection.spacings().isEmpty()) {
      tables.add(counts("Spacing", "rows x columns", inspection.spacings()));
    }
    if (!inspection.broken().isEmpty()) {
      tables.add(
          new DataTable(
              "Cannot be read",
              List.of("name", "why"),
              inspection.broken().entrySet().stream()
                  .limit(MOST_LISTED)
                  .map(entry -> List.of(entry.getKey(), entry.getValue()))
                  .toList()));
    }
    if (!inspection.duplicates().isEmpty()) {
      tables.add(
          new DataTable(
              "The same pixels",
              List.of("names"),
              inspection.duplicates().stream()
                  .limit(MOST_LISTED)
                  .map(names -> List.of(String.join(", ", names)))
                  .toList()));
    }
    return tables;
  }

  private static List<String> row(ClassShare share) {
    return List.of(
        name(share),
        Long.toString(share.pixels()),
        Text.format("%.3f %%", 100 * share.share()),
        Integer.toString(share.images()));
  }

  private static DataTable counts(String caption, String what, Map<String, Integer> counts) {
    return new DataTable(
        caption,
        List.of(what, "images"),
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(MOST_LISTED)
            .map(entry -> List.of(entry.getKey(), entry.getValue().toString()))
            .collect(Collectors.toList()));
  }
}
