package org.pixelwhy.attribution.learned;

import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.attribution.InapplicableException;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;

/** In the place of a learned method as long as nobody says what was learned. */
public final class Untrained implements GraphAttributor {
  private final String need;

  /**
   * @param need what is to be given, for messages
   */
  public Untrained(String need) {
    this.need = need;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    throw new InapplicableException(need);
  }

  @Override
  public List<GraphMap> append(ExplainerGraph graph) {
    throw new InapplicableException(need);
  }
}
