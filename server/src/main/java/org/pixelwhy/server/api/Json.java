package org.pixelwhy.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Collection;
import org.pixelwhy.server.opened.TooMuchException;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** JSON as it is read and written. */
final class Json {
  static final int MOST_BYTES = 1 << 20;
  private static final int DEEPEST = 20;
  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    return mapper;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = array();
    texts.forEach(array::add);
    return array;
  }

  static void send(Context context, JsonNode json) {
    try {
      context.contentType("application/json").result(MAPPER.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of nodes can always be written", e);
    }
  }

  /**
   * The body as an object.
   *
   * @throws InputException if it is none
   */
  static JsonNode body(Context context) {
    if (!String.valueOf(context.contentType()).startsWith("application/json")) {
      throw new InputException("expected a body of type application/json");
    }
    byte[] bytes = Body.bytes(context, MOST_BYTES);
    try {
      JsonNode read = MAPPER.readTree(bytes);
      if (read == null || !read.isObject()) {
        throw new InputException("the body is no JSON object");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new InputException("the body is no JSON: " + e.getOriginalMessage(), e);
    } catch (java.io.IOException e) {
      throw new TooMuchException(Text.format("the body cannot be read: %s", e.getMessage()));
    }
  }
}
