package org.pixelwhy.radiomics.shape;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.voxels.Block;

/** The shape of a volume's region, and how its intensities lie in it. */
public final class Morphology {
  private static final String FLAT = "the centres of its voxels lie in a plane";
  private static final String POINT = "it is a single voxel, which has no axes";
  private static final String NONE = "no voxel's intensity counts";
  private static final String NOT_FINITE = "the region holds values that are not finite";

  static final Formulas<Morphology> FORMULAS =
      new Formulas<Morphology>()
          .number("morph_volume", m -> m.mesh.volume())
          .number("morph_approx_volume", Morphology::voxelVolume)
          .number("morph_area", m -> m.mesh.area())
          .number("morph_surface_volume_ratio", m -> m.mesh.area() / m.mesh.volume())
          .number(
              "morph_comp_1",
              m -> m.mesh.volume() / Math.sqrt(Math.PI) / Math.pow(m.mesh.area(), 1.5))
          .number("morph_comp_2", m -> Math.pow(m.sphericity(), 3))
          .number("morph_sph_dispr", m -> 1 / m.sphericity())
          .number("morph_sphericity", Morphology::sphericity)
          .number("morph_asphericity", m -> 1 / m.sphericity() - 1)
          .value("morph_centre_of_mass_shift", Morphology::centreOfMassShift)
          .number("morph_max_3d_diam", m -> m.hull.diameter())
          .value("morph_pca_major", m -> m.axis(a -> a.major()))
          .value("morph_pca_minor", m -> m.axis(a -> a.minor()))
          .value("morph_pca_least", m -> m.axis(a -> a.least()))
          .value("morph_pca_elongation", m -> m.axis(PrincipalAxes::elongation))
          .value("morph_pca_flatness", m -> m.axis(PrincipalAxes::flatness))
          .number("morph_vol_dens_aabb", m -> m.mesh.volume() / m.box().volume())
          .number("morph_area_dens_aabb", m -> m.mesh.area() / m.box().area())
          .value("morph_vol_dens_aee", m -> m.ellipsoid(e -> m.mesh.volume() / e.volume()))
          .value("morph_area_dens_aee", m -> m.ellipsoid(e -> m.mesh.area() / e.area()))
          .number("morph_vol_dens_mvee", m -> m.mesh.volume() / m.enclosing.volume())
          .number("morph_area_dens_mvee", m -> m.mesh.area() / m.enclosing.area())
          .number("morph_vol_dens_conv_hull", m -> m.mesh.volume() / m.hull.surface().volume())
          .number("morph_area_dens_conv_hull", m -> m.mesh.area() / m.hull.surface().area())
          .value("morph_integrated_intensity", Morphology::integratedIntensity)
          .value("morph_moran_i", m -> m.autocorrelation(SpatialAutocorrelation::moran))
          .value("morph_geary_c", m -> m.autocorrelation(SpatialAutocorrelation::geary));

  private final Block block;
  private final double[] intensities;
  private final Surface mesh;
  private final ConvexHull hull;
  private final Surface enclosing;
  private final PrincipalAxes axes;
  private final int voxels;
  private final Optional<SpatialAutocorrelation> autocorrelation;

  private Morphology(Block block) {
    this.block = block;
    this.intensities = block.intensities();
    this.mesh = Surface.of(block);
    this.hull = ConvexHull.of(block);
    this.enclosing = Ellipsoid.of(EnclosingEllipsoid.semiAxes(hull.corners(), block.spacing()));
    this.axes = PrincipalAxes.of(block, true);
    this.voxels = block.volume();
    this.autocorrelation =
        problem().isEmpty() ? Optional.of(new SpatialAutocorrelation(block)) : Optional.empty();
  }

  /**
   * All of them.
   *
   * @param block of known spacing
   */
  public static List<Measurement> measure(Block block) {
    return FORMULAS.of(new Morphology(block));
  }

  /** All of them undefined. */
  public static List<Measurement> undefined(String reason) {
    return FORMULAS.undefined(Optional.empty(), reason);
  }

  /** Why what needs intensities is undefined; empty where it is not. */
  private String problem() {
    if (intensities.length == 0) {
      return NONE;
    }
    for (double intensity : intensities) {
      if (!Double.isFinite(intensity)) {
        return NOT_FINITE;
      }
    }
    return "";
  }

  private double voxelVolume() {
    return voxels * block.spacing()[0] * block.spacing()[1] * block.spacing()[2];
  }

  private double sphericity() {
    return Math.cbrt(36 * Math.PI * mesh.volume() * mesh.volume()) / mesh.area();
  }

  private interface OfAxes {
    double of(PrincipalAxes axes);
  }

  private Value axis(OfAxes length) {
    return voxels == 1 ? Value.undefined(POINT) : Value.of(length.of(axes));
  }

  private Surface box() {
    double a = block.size()[0] * block.spacing()[0];
    double b = block.size()[1] * block.spacing()[1];
    double c = block.size()[2] * block.spacing()[2];
    return new Surface(2 * (a * b + b * c + c * a), a * b * c);
  }

  private interface OfSurface {
    double of(Surface surface);
  }

  private Value ellipsoid(OfSurface density) {
    // Of a plane the least eigenvalue is 0 but for rounding.
    return voxels == 1 || axes.least() < 1e-6 * axes.major()
        ? Value.undefined(voxels == 1 ? POINT : FLAT)
        : Value.of(density.of(Ellipsoid.of(axes.major() / 2, axes.minor() / 2, axes.least() / 2)));
  }

  private Value centreOfMassShift() {
    if (!problem().isEmpty()) {
      return Value.undefined(problem());
    }
    double[] shift = new double[3];
    double total = 0;
    for (double intensity : intensities) {
      total += intensity;
    }
    int[] size = block.size();
    for (int i = 0; i < block.shape().length; i++) {
      if (block.shape()[i]) {
        double weight = -1.0 / voxels + (block.counted()[i] ? block.values()[i] / total : 0);
        shift[0] += weight * (i / (size[1] * size[2])) * block.spacing()[0];
        shift[1] += weight * (i / size[2] % size[1]) * block.spacing()[1];
        shift[2] += weight * (i % size[2]) * block.spacing()[2];
      }
    }
    return total == 0
        ? Value.undefined("the intensities add up to 0")
        : Value.of(Math.sqrt(shift[0] * shift[0] + shift[1] * shift[1] + shift[2] * shift[2]));
  }

  private Value integratedIntensity() {
    double sum = 0;
    for (double intensity : intensities) {
      sum += intensity / intensities.length;
    }
    return problem().isEmpty() ? Value.of(sum * mesh.volume()) : Value.undefined(problem());
  }

  private interface OfPairs {
    Value of(SpatialAutocorrelation pairs);
  }

  private Value autocorrelation(OfPairs measure) {
    return autocorrelation.map(measure::of).orElseGet(() -> Value.undefined(problem()));
  }
}
