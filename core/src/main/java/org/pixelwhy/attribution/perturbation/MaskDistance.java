package org.pixelwhy.attribution.perturbation;

import java.util.OptionalDouble;
import org.pixelwhy.image.Mask;
import org.pixelwhy.overlap.AverageSurfaceDistance;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.overlap.HausdorffDistance;
import org.pixelwhy.overlap.Iou;

/** How far a predicted mask is from a reference: 0 where they are the same, never negative. */
public interface MaskDistance {
  /** The distances of many masks from one reference. */
  From from(Mask reference);

  /** In words; the same for all that measure the same. */
  default String description() {
    return getClass().getName();
  }

  /**
   * What stands for a distance that is not defined, because only one of the masks is empty.
   *
   * @param extents of the masks
   */
  double greatest(int[] extents);

  /** Distances from one reference. */
  @FunctionalInterface
  interface From {
    /** The distance of a mask of the reference's size; none where it is not defined. */
    OptionalDouble to(Mask mask);
  }

  /** The distances that there are. */
  enum Standard implements MaskDistance {
    /** Where the masks differ most, in pixels. */
    HAUSDORFF {
      @Override
      public From from(Mask reference) {
        return new ReferenceDistance(reference)::to;
      }
    },
    /** The 95th percentile of the distances between the surfaces, in pixels. */
    HD95 {
      @Override
      public From from(Mask reference) {
        return mask -> HausdorffDistance.percentile95(reference, mask);
      }
    },
    /** The mean distance between the surfaces, in pixels. */
    AVERAGE_SURFACE_DISTANCE {
      @Override
      public From from(Mask reference) {
        return mask -> AverageSurfaceDistance.of(reference, mask);
      }
    },
    /** {@code 1 - Dice}. */
    DICE {
      @Override
      public From from(Mask reference) {
        return mask -> OptionalDouble.of(1 - Dice.of(reference, mask));
      }

      @Override
      public double greatest(int[] extents) {
        return 1;
      }
    },
    /** 1 - intersection over union. */
    IOU {
      @Override
      public From from(Mask reference) {
        return mask -> OptionalDouble.of(1 - Iou.of(reference, mask));
      }

      @Override
      public double greatest(int[] extents) {
        return 1;
      }
    };

    @Override
    public String description() {
      return name();
    }

    /** The diagonal, for distances in pixels. */
    @Override
    public double greatest(int[] extents) {
      return HausdorffDistance.diagonal(extents, 1, 1);
    }
  }
}
