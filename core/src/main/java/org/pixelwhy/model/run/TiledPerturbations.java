package org.pixelwhy.model.run;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.pixelwhy.tensor.Tensor;

/** Perturbed versions of an image in tiles: of each, only the tiles run that are changed. */
record TiledPerturbations(TiledBatches batches) implements Perturbations {
  @Override
  public List<String> notes() {
    return List.of(batches.describe());
  }

  @Override
  public void stream(Iterator<Tensor> versions, int together, Consumer<ForwardOutput> consumer) {
    batches.stream(versions, together, consumer);
  }
}
