package org.pixelwhy.server.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.pixelwhy.server.json.Fields;

/**
 * What methods answered to a question about one target, as it is kept.
 *
 * @param facts what people call the {@code model} and the {@code image}, and the {@code answers},
 *     each with its maps, its question and its provenance
 * @param pixels the target's pixels, a byte each
 * @param maps float32, little-endian, of all answers
 */
public record KeptAnswers(ObjectNode facts, byte[] pixels, List<byte[]> maps) {
  public KeptAnswers {
    maps = List.copyOf(maps);
  }

  List<JsonNode> answers() {
    return StreamSupport.stream(facts.path("answers").spliterator(), false).toList();
  }

  List<Asked> questions() {
    return answers().stream()
        .map(answer -> QuestionJson.read(new Fields(answer.path("question"), QuestionJson.FIELDS)))
        .toList();
  }

  String model() {
    return facts.path("model").asText();
  }

  String image() {
    return facts.path("image").asText();
  }
}
