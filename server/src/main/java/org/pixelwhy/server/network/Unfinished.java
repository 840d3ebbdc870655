package org.pixelwhy.server.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pixelwhy.image.Grid;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.json.LittleEndian;

/**
 * A map that is not finished.
 *
 * @param facts its size, range and layer, and whether it is signed
 * @param values float32, little-endian, of the image's size
 */
public record Unfinished(ObjectNode facts, byte[] values) {
  static Unfinished of(Grid grid, String layer, boolean signed) {
    ObjectNode facts = JsonText.object();
    facts.put("layer", layer);
    facts.put("sign", signed ? "signed" : "unsigned");
    facts.put("height", grid.height());
    facts.put("width", grid.width());
    facts.put("min", grid.min());
    facts.put("max", grid.max());
    return new Unfinished(facts, LittleEndian.bytes(grid.values()));
  }
}
