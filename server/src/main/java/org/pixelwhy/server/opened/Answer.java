package org.pixelwhy.server.opened;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.Explained;
import org.pixelwhy.server.network.NetworkFacts;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.tensor.Text;

/**
 * What came of a question.
 *
 * @param id what requests call it
 * @param person who asked
 * @param asked the question
 * @param by the model as it was then: its card may be stated anew, and it may be closed
 * @param explained what was found out
 * @param nanos how long it took
 */
public record Answer(
    String id, Person person, Asked asked, By by, Explained explained, long nanos) {
  private static final double NANOS = 1e6;

  /**
   * What answered.
   *
   * @param hash the network's
   * @param card what was stated about it, as a file of the store
   * @param guesses what was not stated
   */
  public record By(String hash, Optional<String> card, List<String> guesses) {
    public By {
      guesses = List.copyOf(guesses);
    }

    static By of(OpenedModel model) {
      NetworkFacts facts = model.facts();
      return new By(facts.hash(), model.card(), facts.guesses());
    }
  }

  /** What there is to say of it and of each of its maps, their numbers aside. */
  public ObjectNode facts() {
    ObjectNode facts = JsonText.object();
    facts.put("id", id);
    facts.put("target", asked.target());
    facts.setAll(explained.facts());
    facts.put("milliseconds", nanos / NANOS);
    return facts;
  }

  /**
   * One of its maps, float32.
   *
   * @throws NotThereException if there are fewer
   */
  public byte[] map(int index) {
    List<byte[]> maps = explained.maps();
    if (index < 0 || index >= maps.size()) {
      throw new NotThereException(Text.format("the answer has maps 0 to %d", maps.size() - 1));
    }
    return maps.get(index);
  }
}
