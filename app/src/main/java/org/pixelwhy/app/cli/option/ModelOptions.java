package org.pixelwhy.app.cli.option;

import org.pixelwhy.model.card.Layout;
import picocli.CommandLine.Option;

/** What the user states about a model, with the former name of one option. */
public final class ModelOptions extends CardOptions {
  /** What {@code --axes} was called before; elsewhere that name means how a folder is laid out. */
  @Option(names = "--layout", hidden = true)
  private Layout formerAxes;

  @Override
  Layout formerAxes() {
    return formerAxes;
  }
}
