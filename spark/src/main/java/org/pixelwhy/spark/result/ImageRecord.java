package org.pixelwhy.spark.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.ImageFinding;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.study.Version;
import org.pixelwhy.study.output.NumberRow;
import org.pixelwhy.study.output.ResultNames;

/**
 * All that is kept of one image but its maps' values. It says nothing of where the image lay or
 * when it was explained, so that the same bytes asked the same make the same record.
 *
 * @param request the identity of the request
 * @param sha256 of the image's bytes
 * @param numbers as {@code explain} writes them to {@code numbers.csv}, then the batch's own
 * @param maps in the order in which they were found
 * @param failures targets that could not be explained, each with the reason
 * @param versions of PixelWhy, ONNX Runtime and Java
 */
public record ImageRecord(
    String request,
    String sha256,
    int width,
    int height,
    List<String> notes,
    List<String> warnings,
    List<String> failures,
    List<NumberRow> numbers,
    List<MapRecord> maps,
    Map<String, String> versions) {
  /** How the batch's own number is called. */
  public static final String OUTSIDE = "share outside the segment and its surroundings";

  /** What Dice of the predicted mask and the ground truth is called. */
  public static final String DICE = "dice with the mask";

  public ImageRecord {
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
    failures = List.copyOf(failures);
    numbers = List.copyOf(numbers);
    maps = List.copyOf(maps);
    versions = new TreeMap<>(versions);
  }

  /**
   * One map.
   *
   * @param title the method, and the layer or part where there is one
   * @param own name of its values in the network's geometry
   * @param image name of its values in the image's geometry
   */
  public record MapRecord(
      String target, String title, String own, String image, List<ScoreRecord> scores) {
    public MapRecord {
      scores = List.copyOf(scores);
    }
  }

  /**
   * One score of a map.
   *
   * @param value empty where it does not apply
   * @param why it does not; may be empty
   */
  public record ScoreRecord(String score, OptionalDouble value, String why) {}

  /** Whose record it is: what is the same for all images of a run, and the image's hash. */
  public record Identity(
      String request, String sha256, SegmentationModel model, String onnxRuntime) {}

  /**
   * The record that {@link #json} wrote.
   *
   * @throws IOException if it is none
   */
  public static ImageRecord of(byte[] json) throws IOException {
    return RecordJson.read(json);
  }

  /** The target of the first map; empty where there is none. */
  public String target() {
    return maps.isEmpty() ? "" : maps.get(0).target();
  }

  /** Dice of the predicted mask and the ground truth; NaN where there is none. */
  public double dice() {
    return numbers.stream()
        .filter(row -> row.quantity().equals(DICE))
        .mapToDouble(NumberRow::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** As text, in which it is kept and travels. */
  public byte[] json() throws IOException {
    return RecordJson.write(this);
  }

  /** The record of what was found. */
  static ImageRecord of(Answer answer, ResultNames.OfImage names) {
    Identity identity = answer.identity();
    ImageFinding finding = answer.finding();
    ImageResult result = finding.result();
    List<NumberRow> numbers = new ArrayList<>(NumberRow.of(result, identity.model()));
    answer
        .dice()
        .ifPresent(
            dice ->
                numbers.add(
                    new NumberRow(
                        result.target().spec().toString(), "", "", "", DICE, dice, false)));
    List<MapRecord> maps = new ArrayList<>();
    for (int i = 0; i < result.targets().size(); i++) {
      TargetResult target = result.targets().get(i);
      Mask segment = segment(result, target);
      for (int k = 0; k < target.maps().size(); k++) {
        MapResult map = target.maps().get(k);
        numbers.add(outside(target, map, segment));
        maps.add(map(target, map, names.targets().get(i).maps().get(k).values().orElseThrow()));
      }
    }
    return new ImageRecord(
        identity.request(),
        identity.sha256(),
        result.image().width(),
        result.image().height(),
        result.notes(),
        warnings(result),
        finding.failures().stream().map(ImageRecord::text).toList(),
        numbers,
        maps,
        Map.of(
            "pixelwhy", Version.current(),
            "onnxruntime", identity.onnxRuntime(),
            "java", Runtime.version().toString()));
  }

  private static String text(Failure failure) {
    return failure.target().map(target -> "target " + target + ": ").orElse("") + failure.reason();
  }

  /** Of the image, and of each map. */
  private static List<String> warnings(ImageResult result) {
    List<String> warnings = new ArrayList<>(result.warnings());
    for (MapResult map : result.maps()) {
      map.warnings().forEach(warning -> warnings.add(map.title() + ": " + warning));
    }
    return warnings.stream().distinct().toList();
  }

  /** As in a study of layers: the target where it is a segment, else what is predicted there. */
  private static Mask segment(ImageResult result, TargetResult target) {
    Mask predicted = result.masks().get(target.channel());
    return target.spec().isSegment() || predicted.isEmpty() ? target.mask() : predicted;
  }

  private static NumberRow outside(TargetResult target, MapResult map, Mask segment) {
    return new NumberRow(
        target.spec().toString(),
        map.method().id(),
        map.attribution().layer(),
        map.attribution().extras().part(),
        OUTSIDE,
        OutsideShare.of(map.grid(), segment),
        false);
  }

  private static MapRecord map(TargetResult target, MapResult map, ResultNames.OfValues names) {
    return new MapRecord(
        target.spec().toString(),
        map.title(),
        ResultArchive.member(names.own()),
        ResultArchive.member(names.image()),
        map.scores().stream()
            .map(
                score ->
                    new ScoreRecord(
                        score.score().id(), score.value(), String.join("; ", score.notes())))
            .toList());
  }
}
