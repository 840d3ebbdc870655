package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.tensor.Shape;

/**
 * What the axes of a tensor stand for.
 *
 * @param axes a role for each
 * @param grid extents of the image that tokens are the patches of; empty where no axis holds tokens
 * @param skipped how many tokens stand before those of the patches
 */
record AxisRoles(List<Role> axes, List<Long> grid, int skipped) {
  /** What an axis stands for. */
  enum Role {
    BATCH,
    FEATURES,
    /** An axis of the image; they come in the image's order. */
    SPACE,
    /** All positions of the image, one after the other. */
    TOKENS,
    /** Something else, such as part of an axis. */
    OTHER
  }

  AxisRoles {
    axes = List.copyOf(axes);
    grid = List.copyOf(grid);
  }

  /** Of {@code [N,F,h,w]} or {@code [N,F,d,h,w]}. */
  static AxisRoles image(int rank) {
    List<Role> axes = new ArrayList<>(Collections.nCopies(rank, Role.SPACE));
    axes.set(0, Role.BATCH);
    axes.set(1, Role.FEATURES);
    return new AxisRoles(axes, List.of(), 0);
  }

  AxisRoles with(List<Role> other) {
    boolean tokens = other.contains(Role.TOKENS);
    return new AxisRoles(other, tokens ? grid : List.of(), tokens ? skipped : 0);
  }

  AxisRoles skipping(int tokens) {
    return new AxisRoles(axes, grid, tokens);
  }

  AxisRoles permuted(long[] permutation) {
    return with(
        IntStream.range(0, axes.size()).mapToObj(i -> axes.get((int) permutation[i])).toList());
  }

  /**
   * The roles after a reshaping, axes being split and merged as their extents tell.
   *
   * @return empty where they do not tell
   */
  Optional<AxisRoles> reshaped(Shape from, Shape to, int dimensions) {
    List<Role> roles = new ArrayList<>();
    List<Long> newGrid = grid;
    int newSkipped = skipped;
    int i = 0;
    int j = 0;
    while (i < from.rank() || j < to.rank()) {
      int i0 = i;
      int j0 = j;
      long in = i < from.rank() ? from.dim(i++) : 1;
      long out = j < to.rank() ? to.dim(j++) : 1;
      while (in != out) {
        if (in < out && i < from.rank()) {
          in *= from.dim(i++);
        } else if (out < in && j < to.rank()) {
          out *= to.dim(j++);
        } else {
          return Optional.empty();
        }
      }
      List<Integer> sources = IntStream.range(i0, i).filter(a -> from.dim(a) != 1).boxed().toList();
      List<Integer> targets = IntStream.range(j0, j).filter(a -> to.dim(a) != 1).boxed().toList();
      List<Role> group = group(from, to, sources, targets, dimensions);
      if (group.contains(Role.TOKENS) && sources.size() > 1) {
        newGrid = sources.stream().map(a -> from.dim(a)).toList();
        newSkipped = 0;
      }
      for (int a = j0, next = 0; a < j; a++) {
        // Axes of extent 1 keep the role of the one in their place, as far as there is one.
        Role alone = i0 + a - j0 < i ? axes.get(i0 + a - j0) : Role.OTHER;
        roles.add(to.dim(a) == 1 ? alone : group.get(next++));
      }
    }
    boolean tokens = roles.contains(Role.TOKENS);
    return Optional.of(new AxisRoles(roles, tokens ? newGrid : List.of(), tokens ? newSkipped : 0));
  }

  /** Roles of the targets, which hold what the sources held. */
  private List<Role> group(
      Shape from, Shape to, List<Integer> sources, List<Integer> targets, int dimensions) {
    List<Role> held = sources.stream().map(axes::get).toList();
    if (sources.size() == 1 && targets.size() == 1) {
      return held;
    }
    boolean features = held.stream().allMatch(role -> role == Role.FEATURES);
    if (features) {
      return Collections.nCopies(targets.size(), Role.FEATURES);
    }
    boolean image = held.size() == dimensions && held.stream().allMatch(role -> role == Role.SPACE);
    if (image && targets.size() == 1) {
      return List.of(Role.TOKENS);
    }
    boolean patches =
        held.equals(List.of(Role.TOKENS))
            && skipped == 0
            && targets.stream().map(a -> to.dim(a)).toList().equals(grid);
    return Collections.nCopies(targets.size(), patches ? Role.SPACE : Role.OTHER);
  }

  /** How a tensor with these roles holds a feature map, if it holds one. */
  Optional<Arrangement> arrangement(Shape shape, int dimensions) {
    boolean last = axes.get(axes.size() - 1) == Role.FEATURES;
    List<Role> between = new ArrayList<>(axes);
    if (axes.size() < 3 || between.remove(0) != Role.BATCH) {
      return Optional.empty();
    }
    if (between.remove(last ? between.size() - 1 : 0) != Role.FEATURES) {
      return Optional.empty();
    }
    List<Long> extents = new ArrayList<>(List.of(shape.dim(0), shape.dim(last ? -1 : 1)));
    if (between.equals(List.of(Role.TOKENS))) {
      extents.addAll(grid);
    } else if (between.equals(Collections.nCopies(dimensions, Role.SPACE))) {
      IntStream.range(0, dimensions).forEach(i -> extents.add(shape.dim(last ? 1 + i : 2 + i)));
    } else {
      return Optional.empty();
    }
    Shape features = Shape.of(extents.stream().mapToLong(Long::longValue).toArray());
    return Optional.of(new Arrangement(shape, features, last, skipped));
  }
}
