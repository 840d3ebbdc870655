package org.pixelwhy.server.opened;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.Explained;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.opened.Answer.By;
import org.pixelwhy.tensor.Text;

/** The latest answers, as many as fit. Safe to use from several threads. */
public final class Answers {
  private static final int MOST_PREVIEWS = 4;

  private final long most;
  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final Map<String, Answer> previews = new LinkedHashMap<>();
  private int made;
  private int previewed;
  private long bytes;

  Answers(Limits limits) {
    this.most = limits.mapBytes();
  }

  synchronized Answer add(Asked asked, By by, Explained explained, long nanos) {
    Answer answer = new Answer("e" + ++made, asked, by, explained, nanos);
    answers.put(answer.id(), answer);
    bytes += answer.explained().bytes();
    while (bytes > most && answers.size() > 1) {
      Answer oldest = answers.remove(answers.keySet().iterator().next());
      bytes -= oldest.explained().bytes();
    }
    return answer;
  }

  /** An answer that is looked at once: a few are kept, beside the others. */
  synchronized Answer preview(Asked asked, By by, Explained explained, long nanos) {
    Answer answer = new Answer("v" + ++previewed, asked, by, explained, nanos);
    previews.put(answer.id(), answer);
    if (previews.size() > MOST_PREVIEWS) {
      previews.remove(previews.keySet().iterator().next());
    }
    return answer;
  }

  /**
   * An answer.
   *
   * @throws NotThereException if there is none, or it had to make room
   */
  public synchronized Answer get(String id) {
    Answer found = answers.getOrDefault(id, previews.get(id));
    if (found == null) {
      throw new NotThereException(
          Text.format("the answer '%s' is not kept; ask again", Uploads.title(id, "")));
    }
    return found;
  }
}
