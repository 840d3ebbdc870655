package org.pixelwhy.server.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.Explained;
import org.pixelwhy.server.network.KeptAnswers;
import org.pixelwhy.server.network.Network.Inquiry;
import org.pixelwhy.server.network.NetworkFacts;
import org.pixelwhy.server.network.Pace;
import org.pixelwhy.server.network.Predicted;
import org.pixelwhy.server.network.QuestionJson;
import org.pixelwhy.server.network.Unfinished;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.study.request.RequestJson;
import org.pixelwhy.study.request.RequestReader;

/** How questions and answers are put into messages: each pair writes and reads the same. */
final class Wording {
  private static final String ASKED = "asked";
  private static final String IMAGE = "image";
  private static final String MODEL = "model";
  private static final String PACE = "pace";
  private static final String EXPLAINER = "explainer";
  private static final String UNFINISHED = "unfinished";
  private static final String FACTS = "facts";
  private static final String HASH = "hash";
  private static final String GUESSES = "guesses";

  private Wording() {}

  static Message open(ModelSource source) {
    return Message.of(Task.OPEN.header().set(MODEL, RequestJson.model(source)));
  }

  static ModelSource model(Message message) {
    return RequestReader.model(message.header().path(MODEL));
  }

  static Message about(Task task, ImageSource image) {
    return Message.of(task.header().set(IMAGE, RequestJson.image(image)));
  }

  static ImageSource image(Message message) {
    return RequestReader.image(message.header().path(IMAGE));
  }

  static Message question(Task task, Inquiry inquiry, Pace pace) {
    ObjectNode header = task.header().put(PACE, pace.name());
    header.set(ASKED, QuestionJson.write(inquiry.asked()));
    header.set(IMAGE, RequestJson.image(inquiry.image()));
    inquiry.explainer().ifPresent(file -> header.put(EXPLAINER, file.toString()));
    inquiry.unfinished().ifPresent(folder -> header.put(UNFINISHED, folder.toString()));
    return new Message(header, inquiry.marked().stream().toList());
  }

  static Inquiry inquiry(Message message) {
    JsonNode asked = message.header().path(ASKED);
    return new Inquiry(
        QuestionJson.read(new Fields(asked, QuestionJson.FIELDS)),
        image(message),
        message.parts().stream().findFirst(),
        explainer(message),
        Optional.ofNullable(message.header().path(UNFINISHED).textValue()).map(Path::of));
  }

  static Message noise(ImageSource image, Path explainer) {
    Message message = about(Task.NOISE, image);
    message.header().put(EXPLAINER, explainer.toString());
    return message;
  }

  static Optional<Path> explainer(Message message) {
    return Optional.ofNullable(message.header().path(EXPLAINER).textValue()).map(Path::of);
  }

  static Pace pace(Message message) {
    return Pace.valueOf(message.header().path(PACE).asText());
  }

  static Message facts(NetworkFacts facts) {
    ObjectNode header = JsonText.object().put(HASH, facts.hash());
    header.set(GUESSES, JsonText.texts(facts.guesses()));
    header.set(FACTS, facts.shown());
    return Message.of(header);
  }

  static NetworkFacts facts(Message message) {
    List<String> guesses = new ArrayList<>();
    message.header().path(GUESSES).forEach(each -> guesses.add(each.asText()));
    return new NetworkFacts(message.header().path(HASH).asText(), guesses, shown(message));
  }

  static Message predicted(Predicted predicted) {
    return new Message(with(predicted.facts()), List.of(predicted.labels()));
  }

  static Predicted predicted(Message message) {
    return new Predicted(shown(message), message.parts().get(0));
  }

  static Message explained(Explained explained) {
    List<byte[]> parts = new ArrayList<>(List.of(explained.pixels()));
    parts.addAll(explained.maps());
    return new Message(with(explained.facts()), parts);
  }

  static Explained explained(Message message) {
    List<byte[]> parts = message.parts();
    return new Explained(shown(message), parts.get(0), parts.subList(1, parts.size()));
  }

  static Message kept(ImageSource image, KeptAnswers kept) {
    Message message = about(Task.REPORT, image);
    message.header().set(FACTS, kept.facts());
    List<byte[]> parts = new ArrayList<>(List.of(kept.pixels()));
    parts.addAll(kept.maps());
    return new Message(message.header(), parts);
  }

  static KeptAnswers kept(Message message) {
    List<byte[]> parts = message.parts();
    return new KeptAnswers(shown(message), parts.get(0), parts.subList(1, parts.size()));
  }

  static Message file(byte[] bytes) {
    return new Message(JsonText.object(), List.of(bytes));
  }

  static byte[] file(Message message) {
    return message.parts().get(0);
  }

  static Message unfinished(Unfinished map) {
    return new Message(with(map.facts()), List.of(map.values()));
  }

  /** A map so far, if the message is one. */
  static Optional<Unfinished> unfinished(Message message) {
    return message.parts().isEmpty()
        ? Optional.empty()
        : Optional.of(new Unfinished(shown(message), message.parts().get(0)));
  }

  private static ObjectNode with(ObjectNode facts) {
    return JsonText.object().set(FACTS, facts);
  }

  private static ObjectNode shown(Message message) {
    return message.header().withObject("/" + FACTS);
  }
}
