package org.pixelwhy.spark.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.pixelwhy.spark.result.ImageRecord.MapRecord;
import org.pixelwhy.spark.result.ImageRecord.ScoreRecord;
import org.pixelwhy.study.output.NumberRow;

class RecordJsonTest {
  @Test
  void comesBackWithEveryBit() throws IOException {
    ImageRecord record =
        new ImageRecord(
            "abc",
            "def",
            3,
            4,
            List.of("note"),
            List.of("\"warning\"\n"),
            List.of(),
            List.of(
                row(0.1 + 0.2),
                row(Double.MIN_VALUE),
                row(-0.0),
                row(Double.NaN),
                row(Double.NEGATIVE_INFINITY),
                new NumberRow("class", "m", "l", "p", "q", 7, true)),
            List.of(
                new MapRecord(
                    "class",
                    "Title",
                    "a.npy",
                    "a_image.npy",
                    List.of(
                        new ScoreRecord("deletion", OptionalDouble.of(1.0 / 3), ""),
                        new ScoreRecord("pointing", OptionalDouble.empty(), "no mask")))),
            Map.of("java", "17"));

    assertEquals(record, RecordJson.read(RecordJson.write(record)));
  }

  private static NumberRow row(double value) {
    return new NumberRow("class", "", "", "", "value", value, false);
  }

  @Test
  void refusesWhatIsNoRecord() {
    byte[] other = "{\"format\": \"other/1\"}".getBytes(StandardCharsets.UTF_8);
    assertThrows(IOException.class, () -> RecordJson.read(other));
  }
}
