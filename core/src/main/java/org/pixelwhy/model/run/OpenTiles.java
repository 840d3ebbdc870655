package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.tensor.Tensor;

/**
 * The tiles of an image that are being asked about. Those that were asked last stay open, so that
 * further gradients need no further forward pass: several where memory allows it, else one.
 */
final class OpenTiles implements AutoCloseable {
  /** As many tiles hold a position at most, where they overlap by less than half. */
  private static final int CORNER = 4;

  private final ModelRunner runner;
  private final TileGrid grid;
  private final float[] image;
  private final Map<Integer, Evaluation> open = new LinkedHashMap<>(CORNER, 0.75f, true);
  private final List<GradientRequest> expected = new ArrayList<>();

  /**
   * @param image values of the whole input
   */
  OpenTiles(ModelRunner runner, TileGrid grid, float[] image) {
    this.runner = runner;
    this.grid = grid;
    this.image = image;
  }

  /** Announces gradients that each tile will be asked for. */
  void expect(List<GradientRequest> requests) {
    requests.forEach(request -> request.join(expected));
    open.forEach((number, tile) -> tile.expect(of(requests, number)));
  }

  /** Tells those that are open what is to come. */
  void upcoming(List<GradientRequest> requests) {
    open.forEach((number, tile) -> tile.upcoming(of(requests, number)));
  }

  /** A tile, which stays this one's property. */
  Evaluation get(int number) {
    Evaluation found = open.get(number);
    if (found == null) {
      makeRoom();
      found = fresh(number);
      open.put(number, found);
    }
    return found;
  }

  /** A tile of which nothing but the prediction is asked, to be closed by the caller. */
  Evaluation passing(int number) {
    Tensor tile = grid.cut(image, number);
    return runner.evaluate(tile, Geometry.covering(tile.shape()), Steps.SILENT);
  }

  private Evaluation fresh(int number) {
    Evaluation tile = passing(number);
    tile.expect(of(expected, number));
    return tile;
  }

  private void makeRoom() {
    long bytes = GradientShelf.forwardBytes(runner.typed(grid.tile()), expected);
    while (!open.isEmpty()
        && (open.size() >= CORNER || !runner.fits(grid.tile(), expected, open.size() * bytes))) {
      Integer oldest = open.keySet().iterator().next();
      open.remove(oldest).close();
    }
  }

  /** Requests about the whole as they are about a tile. */
  private List<GradientRequest> of(List<GradientRequest> requests, int number) {
    return requests.stream().map(request -> of(request, number)).toList();
  }

  /** A request about the whole as it is about a tile: references are cut, too. */
  GradientRequest of(GradientRequest request, int number) {
    return request.reference().isEmpty()
        ? request
        : new GradientRequest(
            request.rules(),
            request.of(),
            request.tensors(),
            request.readouts(),
            request.reference().map(whole -> grid.cut(whole.toFloats(), number)));
  }

  @Override
  public void close() {
    open.values().forEach(Evaluation::close);
    open.clear();
  }
}
