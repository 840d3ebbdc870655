package org.pixelwhy.server.store;

import java.util.OptionalLong;

/**
 * A question that is answered when its turn comes.
 *
 * @param id its identifier
 * @param owner who asks
 * @param lane jobs of a lane are done one after the other, those of each person in their order, and
 *     persons take turns; lanes beside each other
 * @param question as JSON
 * @param state where it stands
 * @param attempt how often it was begun
 * @param before how many of its lane come before it, while it waits and nobody else asks; else 0
 * @param explanation what came of it; until it is done, what its maps are to be added to
 * @param problem why it failed; empty otherwise
 * @param created milliseconds since 1970
 */
public record JobRow(
    long id,
    Person owner,
    String lane,
    String question,
    State state,
    int attempt,
    long before,
    OptionalLong explanation,
    String problem,
    long created) {
  /** Where a job stands. */
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** Whether it will be worked on, or is. */
    public boolean open() {
      return this == QUEUED || this == RUNNING;
    }
  }

  /**
   * What is asked.
   *
   * @param owner who asks
   * @param lane see {@link JobRow}
   * @param question as JSON
   * @param model its row, which stays until the job is done
   * @param image its row, likewise
   * @param mask what was drawn, if the question names it
   * @param to what its maps are to be added to
   */
  public record Queued(
      Person owner,
      String lane,
      String question,
      long model,
      long image,
      OptionalLong mask,
      OptionalLong to) {}
}
