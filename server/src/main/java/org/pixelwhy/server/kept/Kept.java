package org.pixelwhy.server.kept;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.pixelwhy.server.json.Identifier;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.network.QuestionJson;
import org.pixelwhy.server.opened.Answer;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Blobs.Held;
import org.pixelwhy.server.store.ExplanationRow;
import org.pixelwhy.server.store.ExplanationRow.About;
import org.pixelwhy.server.store.ExplanationRow.AnswerRow;
import org.pixelwhy.server.store.Explanations;
import org.pixelwhy.server.store.Explanations.Added;
import org.pixelwhy.server.store.ImageRow;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.study.Version;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Keeps explanations, and gives them back. Safe to use from several threads. */
public final class Kept {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Desk desk;
  private final Store store;
  private final Limits limits;

  /** Answers of a desk, in a store. */
  public Kept(Desk desk, Store store, Limits limits) {
    this.desk = desk;
    this.store = store;
    this.limits = limits;
  }

  /**
   * Keeps an answer.
   *
   * @param to an explanation of the same target, which gets its maps; empty for a new one
   * @return the explanation
   * @throws NotThereException if there is none such
   * @throws InputException if that one is about something else
   */
  public String keep(Answer answer, Optional<String> to) {
    Optional<ExplanationRow> one = to.map(id -> own(answer.person(), id));
    if (one.isPresent() && !one.get().about().equals(about(answer))) {
      throw new InputException("explanation: that one is about another model, image or target");
    }
    OptionalLong row = one.isPresent() ? OptionalLong.of(one.get().id()) : OptionalLong.empty();
    OptionalLong id = with(answer, row, store.explanations()::add);
    return Identifier.of(Identifier.EXPLANATION, id.orElseThrow(() -> missing(to.orElse(""))));
  }

  /**
   * The explanation that an answer was to be added to; empty where it is gone or about something
   * else by now.
   */
  public OptionalLong fitting(Answer answer, OptionalLong to) {
    return to.stream()
        .filter(
            id ->
                store
                    .explanations()
                    .get(id)
                    .filter(row -> row.owned().by().equals(answer.person()))
                    .filter(row -> row.about().equals(about(answer)))
                    .isPresent())
        .findFirst();
  }

  /**
   * Stores an answer's files, and holds them while something makes the rows that name them.
   *
   * @param to the explanation that gets its maps; empty for a new one
   * @throws NotThereException if its target's mask was deleted
   */
  public <T> T with(Answer answer, OptionalLong to, Function<Added, T> rows) {
    desk.masks().require(answer.asked().mask());
    List<Held> held = new ArrayList<>();
    try {
      T made = rows.apply(added(answer, to, held));
      if (store.explanations().trim(answer.person(), limits.keptBytes()) > 0) {
        store.sweep();
      }
      return made;
    } finally {
      held.forEach(Held::close);
    }
  }

  /** What a row is made of; its files are held, so that they stay until the row is there. */
  private Added added(Answer answer, OptionalLong to, List<Held> held) {
    held.add(store.blobs().put(answer.explained().pixels()));
    List<String> maps = new ArrayList<>();
    long bytes = 0;
    for (byte[] map : answer.explained().maps()) {
      bytes += map.length;
      Held file = store.blobs().put(map);
      held.add(file);
      maps.add(file.hash());
    }
    AnswerRow row =
        new AnswerRow(
            JsonText.text(QuestionJson.write(answer.asked())),
            JsonText.text(answer.facts()),
            JsonText.text(provenance(answer)),
            maps);
    return new Added(answer.person(), to, about(answer), held.get(0).hash(), bytes, row);
  }

  private static About about(Answer answer) {
    Asked asked = answer.asked();
    return new About(
        answer.explained().description(),
        Identifier.row(Identifier.MODEL, asked.model()).orElseThrow(),
        Identifier.row(Identifier.IMAGE, asked.picture().image()).orElseThrow(),
        asked.mask(),
        asked.target());
  }

  private ObjectNode provenance(Answer answer) {
    ObjectNode json = JsonText.object();
    json.put("pixelwhy", Version.current());
    json.put("onnxruntime", desk.runtime());
    json.put("java", Runtime.version().toString());
    json.put("finished", Instant.now().toString());
    json.put("seconds", answer.nanos() / NANOS_PER_SECOND);
    json.put("seed", answer.asked().methods().seed());
    json.put("model", answer.by().hash());
    answer.by().card().ifPresent(card -> json.put("card", card));
    json.set("guesses", JsonText.texts(answer.by().guesses()));
    Identifier.find(Identifier.IMAGE, answer.asked().picture().image(), store.library()::image)
        .flatMap(ImageRow::content)
        .ifPresent(hash -> json.put("image", hash));
    return json;
  }

  /** The same as files for other programs. */
  public Exports exports() {
    return new Exports(this, desk, store);
  }

  /** Some of somebody's own, the newest first. */
  public List<ExplanationRow> find(Person person, String text, Optional<String> before, int most) {
    long limit = before.map(Kept::number).orElse(Long.MAX_VALUE);
    return store.explanations().find(person, text, limit, most);
  }

  /** The row of one. */
  public static long number(String id) {
    return Identifier.row(Identifier.EXPLANATION, id).orElseThrow(() -> missing(id));
  }

  /**
   * One of somebody's own, or one that is shared.
   *
   * @throws NotThereException if there is none
   */
  public ExplanationRow row(Person person, String id) {
    return store
        .explanations()
        .get(number(id))
        .filter(row -> row.owned().visibleTo(person))
        .orElseThrow(() -> missing(id));
  }

  /**
   * One of somebody's own.
   *
   * @throws NotThereException if there is none
   */
  public ExplanationRow own(Person person, String id) {
    ExplanationRow row = row(person, id);
    if (!row.owned().by().equals(person)) {
      throw missing(id);
    }
    return row;
  }

  /** What requests call one. */
  public static String id(long row) {
    return Identifier.of(Identifier.EXPLANATION, row);
  }

  /** What requests call one. */
  public static String id(ExplanationRow row) {
    return Identifier.of(Identifier.EXPLANATION, row.id());
  }

  /** What requests call the model that one is about, as it was then. */
  public static String model(ExplanationRow row) {
    return Identifier.of(Identifier.MODEL, row.about().model());
  }

  /** What requests call the image that one is about. */
  public static String image(ExplanationRow row) {
    return Identifier.of(Identifier.IMAGE, row.about().image());
  }

  /** The question of an answer that is kept. */
  public static Asked asked(AnswerRow answer) {
    return QuestionJson.kept(answer.question());
  }

  private static NotThereException missing(String id) {
    return new NotThereException(
        Text.format("the explanation '%s' is not kept, or was deleted", Identifier.shown(id)));
  }

  /** The target's pixels, a byte each. */
  public byte[] pixels(Person person, String id) {
    return store.blobs().read(row(person, id).pixels());
  }

  /**
   * The numbers of one of its maps, as they travel.
   *
   * @throws NotThereException if there are fewer
   */
  public byte[] map(Person person, String id, int number) {
    List<String> maps = row(person, id).maps();
    if (number < 0 || number >= maps.size()) {
      throw new NotThereException(Text.format("the explanation has maps 0 to %d", maps.size() - 1));
    }
    return store.blobs().read(maps.get(number));
  }

  /** Calls one by a name; by none where it is empty. */
  public void rename(Person person, String id, String name) {
    String plain = name.replaceAll("\\p{C}", "").strip();
    if (plain.length() > Explanations.LONGEST_NAME) {
      throw new InputException(
          Text.format("name: expected at most %d letters", Explanations.LONGEST_NAME));
    }
    if (!store.explanations().rename(own(person, id).id(), plain)) {
      throw missing(id);
    }
  }

  /**
   * Lets all who have an account look at one by its link, with the model and image that it is
   * about; or its owner alone again.
   *
   * @throws InputException if there are no accounts
   */
  public void share(Person person, String id, boolean shared) {
    long row = own(person, id).id();
    if (person.equals(Person.NOBODY)) {
      throw new InputException("shared: there is nobody to share with, as there are no accounts");
    }
    if (!store.explanations().share(row, shared)) {
      throw missing(id);
    }
  }

  /** Deletes one, with all files that nothing else refers to. */
  public void delete(Person person, String id) {
    if (!store.explanations().delete(own(person, id).id())) {
      throw missing(id);
    }
    store.sweep();
  }
}
