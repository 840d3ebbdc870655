package org.pixelwhy.server.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.json.LittleEndian;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.KeptAnswers;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.store.ExplanationRow;
import org.pixelwhy.server.store.ExplanationRow.AnswerRow;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** What is kept, as files for other programs. Safe to use from several threads. */
public final class Exports {
  private final Kept kept;
  private final Desk desk;
  private final Store store;

  /** Of what is kept in a store. */
  public Exports(Kept kept, Desk desk, Store store) {
    this.kept = kept;
    this.desk = desk;
    this.store = store;
  }

  /**
   * An explanation as an HTML page, as {@code explain} writes it.
   *
   * @throws NotThereException if there is no such explanation, or its network or image is gone
   * @throws InputException if it has dreams only
   */
  public byte[] report(Person person, String id) {
    ExplanationRow row = kept.row(person, id);
    List<AnswerRow> answers = row.answers().stream().filter(one -> !isDream(one)).toList();
    if (answers.isEmpty()) {
      throw new InputException("a report shows maps, and this explanation has dreams only");
    }
    ObjectNode facts = JsonText.object();
    facts.put("model", store.library().model(row.about().model()).orElseThrow().title());
    facts.put("image", store.library().image(row.about().image()).orElseThrow().title());
    ArrayNode all = facts.putArray("answers");
    List<byte[]> maps = new ArrayList<>();
    for (AnswerRow answer : answers) {
      ObjectNode one = (ObjectNode) JsonText.kept(answer.facts());
      one.set("question", JsonText.kept(answer.question()));
      one.set("provenance", JsonText.kept(answer.provenance()));
      all.add(one);
      answer.maps().forEach(map -> maps.add(store.blobs().read(map)));
    }
    Asked asked = Kept.asked(answers.get(0));
    byte[] pixels = store.blobs().read(row.pixels());
    // The model as it was when it was asked: its card may have been stated anew.
    Asked then =
        new Asked(
            Kept.model(row), asked.picture(), asked.target(), asked.number(), asked.methods());
    return desk.report(person, then, new KeptAnswers(facts, pixels, maps));
  }

  /**
   * A map of a slice as a NIfTI volume that lies over the one which the slice is of: voxels of
   * other slices are 0.
   *
   * @param number of the map, counted through all answers
   * @throws InputException if it is no map, or of no volume
   */
  public byte[] volume(Person person, String id, int number) {
    ExplanationRow row = kept.row(person, id);
    byte[] values = kept.map(person, id, number);
    int first = 0;
    for (AnswerRow answer : row.answers()) {
      int last = first + answer.maps().size();
      if (number < last) {
        if (isDream(answer)) {
          throw new InputException("frames of dreams are no maps, and lie over no volume");
        }
        return desk.volume(person, Kept.asked(answer).picture(), LittleEndian.floats(values));
      }
      first = last;
    }
    throw new IllegalStateException("a map of no answer");
  }

  private static boolean isDream(AnswerRow answer) {
    return Kept.asked(answer).isDream();
  }

  /**
   * One of an explanation's dreams.
   *
   * @param number among its dreams, from 0
   * @throws NotThereException if there are fewer
   */
  public DreamFilm dream(Person person, String id, int number) {
    List<AnswerRow> dreams =
        kept.row(person, id).answers().stream().filter(Exports::isDream).toList();
    if (number < 0 || number >= dreams.size()) {
      throw new NotThereException(
          Text.format("the explanation has %d dreams, numbered from 0", dreams.size()));
    }
    AnswerRow dream = dreams.get(number);
    JsonNode facts = JsonText.kept(dream.facts());
    return new DreamFilm(facts, place -> store.blobs().read(dream.maps().get(place)));
  }
}
