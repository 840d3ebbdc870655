package org.pixelwhy.server.store;

import java.util.List;
import java.util.OptionalLong;

/**
 * A question about one target, and what came of it.
 *
 * @param id its identifier
 * @param owned whose it is
 * @param name what somebody called it; empty where nobody did
 * @param about what it is about
 * @param pixels the target's pixels, a byte each
 * @param created milliseconds since 1970
 * @param answers one for each time that methods were asked
 */
public record ExplanationRow(
    long id,
    Owned owned,
    String name,
    About about,
    String pixels,
    long created,
    List<AnswerRow> answers) {
  public ExplanationRow {
    answers = List.copyOf(answers);
  }

  /**
   * What an explanation is about.
   *
   * @param title in words
   * @param model its row
   * @param image its row
   * @param mask what was drawn, if the target names it
   * @param target in the notation of targets
   */
  public record About(String title, long model, long image, OptionalLong mask, String target) {}

  /**
   * What methods answered.
   *
   * @param question as JSON
   * @param facts of the answer and its maps, as JSON
   * @param provenance enough to answer again, as JSON
   * @param maps the numbers of each map, as files
   */
  public record AnswerRow(String question, String facts, String provenance, List<String> maps) {
    public AnswerRow {
      maps = List.copyOf(maps);
    }
  }

  /** All maps, in the order of the answers. */
  public List<String> maps() {
    return answers.stream().flatMap(answer -> answer.maps().stream()).toList();
  }
}
