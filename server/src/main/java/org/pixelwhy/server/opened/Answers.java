package org.pixelwhy.server.opened;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.Explained;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.opened.Answer.By;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.tensor.Text;

/** The latest answers of each person, as many as fit. Safe to use from several threads. */
public final class Answers {
  private static final int MOST_PREVIEWS = 4;

  private final long most;
  private final Map<Person, Own> shelves = new HashMap<>();
  private int made;
  private int previewed;
  private long bytes;

  Answers(Limits limits) {
    this.most = limits.mapBytes();
  }

  /** What one person has. */
  private static final class Own {
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final Map<String, Answer> previews = new LinkedHashMap<>();
    private long bytes;
  }

  /** An answer that has no identifier yet. */
  record Given(Person person, Asked asked, By by, Explained explained, long nanos) {
    Answer called(String id) {
      return new Answer(id, person, asked, by, explained, nanos);
    }
  }

  synchronized Answer add(Given given) {
    Answer answer = given.called("e" + ++made);
    Own own = own(given.person());
    own.answers.put(answer.id(), answer);
    count(own, answer.explained().bytes());
    while (bytes > most) {
      // Whoever has most makes room, so that nobody loses what is theirs to others.
      Optional<Own> full =
          shelves.values().stream()
              .filter(one -> one.answers.size() > 1)
              .max(Comparator.comparingLong(one -> one.bytes));
      if (full.isEmpty()) {
        break;
      }
      Iterator<Answer> oldest = full.get().answers.values().iterator();
      count(full.get(), -oldest.next().explained().bytes());
      oldest.remove();
    }
    return answer;
  }

  private void count(Own own, long more) {
    own.bytes += more;
    bytes += more;
  }

  private Own own(Person person) {
    return shelves.computeIfAbsent(person, key -> new Own());
  }

  /** An answer that is looked at once: a few are kept, beside the others. */
  synchronized Answer preview(Given given) {
    Answer answer = given.called("v" + ++previewed);
    Map<String, Answer> previews = own(given.person()).previews;
    previews.put(answer.id(), answer);
    if (previews.size() > MOST_PREVIEWS) {
      previews.remove(previews.keySet().iterator().next());
    }
    return answer;
  }

  /**
   * An answer that somebody got.
   *
   * @throws NotThereException if there is none, or it had to make room
   */
  public synchronized Answer get(Person person, String id) {
    Own own = own(person);
    Answer found = own.answers.getOrDefault(id, own.previews.get(id));
    if (found == null) {
      throw new NotThereException(
          Text.format("the answer '%s' is not kept; ask again", Uploads.title(id, "")));
    }
    return found;
  }
}
