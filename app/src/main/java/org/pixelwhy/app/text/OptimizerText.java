package org.pixelwhy.app.text;

import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.Schedule;
import org.pixelwhy.training.optimizer.Adam;
import org.pixelwhy.training.optimizer.Optimizer;
import org.pixelwhy.training.optimizer.Sgd;

/** Optimisers and schedules as users write them: {@code sgd}, {@code step:10:0.5}. */
public final class OptimizerText {
  private static final List<String> OPTIMIZERS = List.of("adam", "adamw", "sgd");
  private static final List<String> SCHEDULES = List.of("constant", "cosine", "step", "plateau");

  private OptimizerText() {}

  /** An optimiser with PyTorch's defaults, and a momentum of 0.9 for {@code sgd}. */
  public static Optimizer optimizer(String text) {
    return switch (text) {
      case "adam" -> Adam.defaults();
      case "adamw" -> Adam.decayed();
      case "sgd" -> new Sgd(0.9, 0);
      default ->
          throw new InputException(
              Text.format(
                  "--optimizer: expected adam, adamw or sgd, found '%s'.%s",
                  text, NearestNames.suggest(text, OPTIMIZERS)));
    };
  }

  public static Schedule schedule(String text) {
    String[] parts = text.split(":");
    if (parts.length == 1 && parts[0].equals("constant")) {
      return new Schedule.Constant();
    } else if (parts.length == 1 && parts[0].equals("cosine")) {
      return new Schedule.Cosine();
    } else if (parts.length == 3 && parts[0].equals("step")) {
      return new Schedule.Steps(epochs(parts[1]), Numbers.real("--schedule", parts[2]));
    } else if (parts.length == 3 && parts[0].equals("plateau")) {
      return new Schedule.Plateau(epochs(parts[1]), Numbers.real("--schedule", parts[2]));
    }
    throw new InputException(
        Text.format(
            "--schedule: expected constant, cosine, step:EPOCHS:FACTOR or plateau:EPOCHS:FACTOR,"
                + " found '%s'.%s",
            text, NearestNames.suggest(parts[0], SCHEDULES)));
  }

  private static int epochs(String text) {
    return (int) Numbers.whole("--schedule", text, 1);
  }
}
