package org.pixelwhy.server.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.card.ModelCardYaml;
import org.pixelwhy.server.json.Fields;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.study.Inspection;

/**
 * What is known of a network before an image is.
 *
 * @param hash SHA-256 of its file
 * @param guesses what nobody stated
 * @param shown what clients are told
 */
public record NetworkFacts(String hash, List<String> guesses, ObjectNode shown) {
  public NetworkFacts {
    guesses = List.copyOf(guesses);
  }

  static NetworkFacts of(Inspection inspection) {
    SegmentationModel model = inspection.model();
    ObjectNode facts = JsonText.object();
    facts.put("producer", inspection.producer());
    facts.put("weights", inspection.parameters());
    facts.put("size", model.card().size().toString());
    facts.put("channels", model.card().channels().channels());
    facts.put("several", Fields.lower(model.decision()));
    facts.set("classes", JsonText.texts(model.classNames()));
    model.background().ifPresent(index -> facts.put("background", index));
    facts.set("card", JsonText.tree(ModelCardYaml.tree(model.card().stated())));
    facts.set("guesses", JsonText.texts(model.card().guesses()));
    facts.set("notes", JsonText.texts(model.notes()));
    facts.set("withoutGradient", JsonText.texts(inspection.withoutRule()));
    inspection.auto().ifPresent(tensor -> facts.put("auto", tensor));
    facts.set("layers", layers(inspection));
    return new NetworkFacts(model.hash(), model.card().guesses(), facts);
  }

  private static ArrayNode layers(Inspection inspection) {
    ArrayNode layers = JsonText.array();
    Map<String, Set<String>> links =
        LayerLinks.of(inspection.model().graph(), inspection.principal());
    for (Layer layer : inspection.layers()) {
      long[] dims = layer.shape().dims();
      ObjectNode facts = layers.addObject();
      facts.put("name", layer.tensor());
      facts.put("operator", layer.op());
      facts.put("features", dims[1]);
      facts.put("height", dims[dims.length - 2]);
      facts.put("width", dims[dims.length - 1]);
      facts.put("principal", inspection.principal().contains(layer.tensor()));
      facts.set("from", JsonText.texts(links.getOrDefault(layer.tensor(), Set.of())));
    }
    return layers;
  }
}
