package org.pixelwhy.app.cli.dream;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.pixelwhy.app.cli.option.GuessText;
import org.pixelwhy.dream.DreamEnd;
import org.pixelwhy.study.dream.DreamPath;
import org.pixelwhy.study.dream.DreamResult;
import org.pixelwhy.study.dream.NetworkDream;
import org.pixelwhy.study.dream.NetworkDream.Judged;
import org.pixelwhy.tensor.Text;

/** What the console says of an analysis. */
final class DreamSummary {
  private final PrintWriter print;

  DreamSummary(PrintWriter print) {
    this.print = print;
  }

  void print(DreamResult result, Path report) {
    boolean judged = result.request().measures().reference().isPresent();
    if (judged) {
      print.println("Verdicts: " + result.request().measures().rule());
    }
    for (NetworkDream network : result.networks()) {
      GuessText.line(network.setting().model().card()).ifPresent(print::println);
      print.println(Text.printable(network.name()) + ": " + network.setting().neuron());
      for (DreamPath path : network.paths()) {
        print.println("  " + line(path));
      }
      if (judged) {
        result.judged(network).forEach(each -> print.println("  " + verdict(network, each)));
      }
    }
    print.println("Report: " + report);
    print.flush();
  }

  private static String line(DreamPath path) {
    if (path.end() == DreamEnd.DIVERGED) {
      return path.start() + ": " + path.divergence();
    }
    DreamPath.Row last = path.steps().get(path.steps().size() - 1);
    return Text.format(
        "%s: %d steps of size %.4g, %s; the mask has %d pixels",
        path.start(), last.step(), path.rate(), path.end(), last.area());
  }

  private static String verdict(NetworkDream network, Judged judged) {
    int dreams = network.paths().size();
    String agreement =
        dreams == 1 ? "" : Text.format(" (%.0f %% of the dreams)", 100 * judged.agreement());
    return Text.format("%-32s %s%s", judged.feature().id(), judged.verdict(), agreement);
  }
}
