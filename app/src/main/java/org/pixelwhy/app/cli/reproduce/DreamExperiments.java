package org.pixelwhy.app.cli.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.pixelwhy.dream.feature.FeatureNames;
import org.pixelwhy.study.reproduction.DreamCurve;
import org.pixelwhy.study.reproduction.MarkedNetwork;
import org.pixelwhy.study.reproduction.MarkedResult;
import org.pixelwhy.study.reproduction.StageFiles;
import org.pixelwhy.study.reproduction.TumourNetwork;
import org.pixelwhy.study.reproduction.TumourResult;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Trains the networks of the experiments, dreams, and reads what came of it. */
final class DreamExperiments {
  private final Stages stages;
  private final Path folder;
  private final DreamExperimentOptions options;

  DreamExperiments(Stages stages, Path folder, DreamExperimentOptions options) {
    this.stages = stages;
    this.folder = folder;
    this.options = options;
  }

  /**
   * Networks that learned from marked images, all dreaming from the same noise.
   *
   * @param percents of images that are marked
   */
  MarkedResult marked(List<Double> percents, int seeds) {
    List<MarkedNetwork> networks = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      for (double percent : new TreeSet<>(percents)) {
        String name = Text.number(percent) + "-seed-" + seed;
        Path network = folder.resolve("network-" + name);
        List<String> training = new ArrayList<>(options.data("--data", "marked@0"));
        training.addAll(List.of("--mark", Text.number(percent / 100)));
        training.addAll(options.training());
        training.addAll(List.of("--seed", Integer.toString(seed)));
        stages.train(network, training);
        Path dream = folder.resolve("dream-" + name);
        List<String> dreaming = new ArrayList<>();
        dreaming.addAll(List.of("--model", "p-" + name + "=" + network.resolve("model.onnx")));
        // One seed for all: the same white noise.
        dreaming.addAll(List.of("--start", "noise", "--size", options.size(), "--seed", "0"));
        dreaming.addAll(options.whole());
        dreaming.addAll(options.choice("pebble"));
        dreaming.addAll(List.of("--features", MarkedNetwork.LINE + "," + MarkedNetwork.CONTROL));
        dreaming.addAll(options.dreaming());
        // The greatest response may stay that of the noise elsewhere for long: all steps are taken.
        dreaming.addAll(List.of("--patience", "0"));
        stages.dream(dream, dreaming);
        networks.add(new MarkedNetwork(percent / 100, seed, dice(network), curve(dream)));
      }
    }
    return new MarkedResult(networks);
  }

  /** Networks of kinds of tumours; those of one seed dream from the same healthy liver. */
  TumourResult tumours(List<String> kinds, int seeds) {
    if (!options.isGenerated() && kinds.size() > 1) {
      throw new InputException(
          "tumours compares networks of generated images; --data is for marked and six");
    }
    List<TumourNetwork> networks = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      Path healthy = healthy(seed);
      for (String kind : kinds) {
        networks.add(tumours(kind, seed, healthy));
      }
    }
    return new TumourResult(networks);
  }

  private TumourNetwork tumours(String kind, int seed, Path healthy) {
    Path network = folder.resolve("network-" + kind + "-seed-" + seed);
    String number = Integer.toString(seed);
    List<String> training = new ArrayList<>(options.data("--data", "livers@" + kind));
    training.addAll(options.training());
    training.addAll(List.of("--seed", number));
    stages.train(network, training);
    Path dream = folder.resolve("dream-" + kind + "-seed-" + seed);
    List<String> dreaming = new ArrayList<>();
    dreaming.addAll(List.of("--model", kind + "=" + network.resolve("model.onnx")));
    dreaming.addAll(List.of("--image", healthy.toString()));
    dreaming.addAll(options.strongest());
    dreaming.addAll(List.of("--features", String.join(",", FeatureNames.USUAL)));
    // Of one seed, so that the reference is the data that was learned from.
    dreaming.addAll(options.data("--reference", "livers@" + kind));
    dreaming.addAll(List.of("--split", network.resolve("split.json").toString()));
    dreaming.addAll(List.of("--seed", number));
    dreaming.addAll(options.dreaming());
    stages.dream(dream, dreaming);
    return new TumourNetwork(
        kind,
        seed,
        dice(network),
        curve(dream),
        StageFiles.verdicts(dream.resolve("results.json")));
  }

  /** An image without tumours, of none of the seeds that networks learn from. */
  private Path healthy(int seed) {
    if (!options.isGenerated()) {
      return Path.of(options.image());
    }
    Path made = folder.resolve("healthy-" + seed);
    Path image = made.resolve("images").resolve("livers-00000.png");
    stages.once(
        image,
        List.of(
            "testnet",
            "generate",
            "--kind",
            "livers@none",
            "--count",
            "1",
            "--seed",
            Integer.toString(1000 + seed),
            "--out",
            made.toString()));
    return image;
  }

  private static double dice(Path network) {
    return StageFiles.dice(network.resolve("test.json"));
  }

  private static DreamCurve curve(Path dream) {
    return DreamCurve.read(dream.resolve("curves.csv")).get(0);
  }
}
