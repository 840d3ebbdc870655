package org.pixelwhy.study.reproduction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.pixelwhy.tensor.InputException;

/** What trainings and dreams have left in their folders. */
public final class StageFiles {
  private StageFiles() {}

  /**
   * The Dice on the test images.
   *
   * @param test the file that a training ends with
   */
  public static double dice(Path test) {
    JsonNode dice = read(test).path("dice");
    if (!dice.isNumber()) {
      throw new InputException(test + ": has no Dice; remove its folder and go on");
    }
    return dice.asDouble();
  }

  /**
   * The verdicts on the first network, by feature.
   *
   * @param results the JSON of an analysis
   */
  public static Map<String, String> verdicts(Path results) {
    Map<String, String> verdicts = new TreeMap<>();
    for (JsonNode feature : read(results).path("networks").path(0).path("features")) {
      verdicts.put(feature.path("feature").asText(), feature.path("verdict").asText());
    }
    return verdicts;
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read; remove its folder and go on", e);
    }
  }
}
