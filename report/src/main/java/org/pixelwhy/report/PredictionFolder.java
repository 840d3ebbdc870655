package org.pixelwhy.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.report.file.SliceStack;
import org.pixelwhy.report.file.VolumeFiles;
import org.pixelwhy.report.picture.ImagePictures;
import org.pixelwhy.report.picture.ShownImage;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.output.EarlierResult;
import org.pixelwhy.study.output.LabelMask;
import org.pixelwhy.study.output.OutputFolder;
import org.pixelwhy.study.output.PredictionNames;
import org.pixelwhy.study.output.ResultFiles;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.study.prediction.AreasCsv;
import org.pixelwhy.study.prediction.AreasCsv.ImageAreas;
import org.pixelwhy.study.prediction.PredictRequest;
import org.pixelwhy.study.prediction.PredictedImage;
import org.pixelwhy.study.prediction.PredictionJson;
import org.pixelwhy.study.prediction.PredictionListener;
import org.pixelwhy.study.prediction.VolumeAreas;
import org.pixelwhy.tensor.Tensor;

/**
 * Puts what is predicted into a folder: masks of an image as soon as they are there, volumes of
 * slices, the table and {@code prediction.json} in the end.
 */
public final class PredictionFolder implements PredictionListener {
  private static final String JSON = "prediction.json";
  private static final String TABLE = "areas.csv";

  private final OutputFolder folder;
  private final boolean overlays;
  private final Optional<IntensityWindow> window;
  private final Set<String> written = new LinkedHashSet<>();
  private final List<ImageAreas> areas = new ArrayList<>();
  private final Map<SliceStack, String> stacks = new HashMap<>();
  private final VolumeFiles volumes;
  private PredictRequest request;
  private SegmentationModel model;
  private PredictionNames names;
  private PredictionJson json;

  /**
   * @param folder closed by whoever opened it
   * @param overlays whether to draw images with what is predicted over them
   * @param window that those are shown through, where it is not to be found
   */
  public PredictionFolder(OutputFolder folder, boolean overlays, Optional<IntensityWindow> window) {
    this.folder = folder;
    this.overlays = overlays;
    this.window = window;
    this.volumes = new VolumeFiles(folder.path());
  }

  /** Where the result is in the end, as JSON. */
  public Path json() {
    return folder.path().resolve(JSON);
  }

  /** Where the table is in the end. */
  public Path table() {
    return folder.path().resolve(TABLE);
  }

  /** Why volumes were not written. */
  public List<String> notes() {
    return volumes.notes();
  }

  @Override
  public void begin(SegmentationModel opened, PredictRequest asked) {
    request = asked;
    model = opened;
    names = new PredictionNames(asked.images());
    json = new PredictionJson(asked, opened, folder.path());
  }

  @Override
  public void image(PredictedImage image) {
    // From here on the folder holds this run's masks, and no more the earlier one's.
    if (written.isEmpty()) {
      EarlierResult.remove(folder.path(), JSON, List.of(TABLE), request.files());
    }
    PredictionNames.OfImage own = names.next(image.result().source());
    Map<String, Content> files = files(image, own);
    ResultFiles.write(folder.path(), files);
    written.addAll(files.keySet());
    Optional<Slices> slice = SliceStack.slice(image.result().source());
    slice.ifPresent(
        one ->
            volumes.add(
                one,
                stacks.computeIfAbsent(SliceStack.of(one), key -> names.volume(one)),
                own.mask()));
    areas.add(new ImageAreas(image.result().source().name(), image.areas()));
    json.image(image, own, files.keySet());
  }

  private Map<String, Content> files(PredictedImage image, PredictionNames.OfImage own) {
    Map<String, Content> files = new LinkedHashMap<>();
    LabelMask labels = image.labels();
    if (image.isVolume()) {
      files.put(own.array(), Content.of(array(labels)));
    } else {
      files.put(own.mask(), out -> out.write(labels.png()));
    }
    if (overlays) {
      ShownImage shown = ShownImage.of(image.result(), model.card(), window);
      ImagePictures pictures = new ImagePictures(shown, model, ColorMap.VIRIDIS);
      files.put(own.overlay(), Content.of(pictures.imageWithPrediction()));
    }
    image.probabilities().ifPresent(values -> files.put(own.probabilities(), Content.of(values)));
    return files;
  }

  private static Tensor array(LabelMask labels) {
    float[] values = new float[labels.labels().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels.labels()[i];
    }
    long[] dims = new long[labels.axes().rank()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = labels.axes().extent(i);
    }
    return Tensor.of(values, dims);
  }

  @Override
  public void end(RunSummary summary, List<VolumeAreas> sums) {
    Map<String, Content> files = new LinkedHashMap<>(volumes.files());
    for (VolumeAreas sum : sums) {
      String mask = stacks.get(new SliceStack(sum.volume(), sum.plane(), sum.channel()));
      json.volume(sum, Optional.ofNullable(mask).filter(files::containsKey));
    }
    files.put(TABLE, Content.text(out -> AreasCsv.write(out, areas, sums)));
    written.addAll(files.keySet());
    written.add(JSON);
    String text = json.end(summary, written);
    files.put(JSON, Content.text(out -> out.write(text)));
    ResultFiles.write(folder.path(), files);
  }
}
