package org.pixelwhy.radiomics.pyradiomics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Family;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.radiomics.shape.FlatShape;
import org.pixelwhy.radiomics.shape.PlainShape;
import org.pixelwhy.radiomics.shape.PrincipalAxes;
import org.pixelwhy.radiomics.shape.Surface;
import org.pixelwhy.radiomics.voxels.Block;

/** Shapes under pyradiomics' names. */
final class ShapeNames {
  static final String NO_SPACING =
      "the image does not say how far its voxels are apart in millimetres";

  private static final List<String> SOLID =
      List.of(
          "MeshVolume",
          "VoxelVolume",
          "SurfaceArea",
          "SurfaceVolumeRatio",
          "Sphericity",
          "Maximum3DDiameter",
          "Maximum2DDiameterSlice",
          "Maximum2DDiameterColumn",
          "Maximum2DDiameterRow",
          "MajorAxisLength",
          "MinorAxisLength",
          "LeastAxisLength",
          "Elongation",
          "Flatness");

  private static final Map<String, String> FLAT = flat();

  private ShapeNames() {}

  private static Map<String, String> flat() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("MeshSurface", "shape2d_area");
    names.put("PixelSurface", "shape2d_pixel_area");
    names.put("Perimeter", "shape2d_perimeter");
    names.put("PerimeterSurfaceRatio", "shape2d_perimeter_area_ratio");
    names.put("Sphericity", "shape2d_sphericity");
    names.put("MaximumDiameter", "shape2d_max_diameter");
    names.put("MajorAxisLength", "shape2d_major");
    names.put("MinorAxisLength", "shape2d_minor");
    names.put("Elongation", "shape2d_elongation");
    return names;
  }

  /** The family of a feature, by its class. */
  static Family family(String name) {
    return switch (name.substring(0, name.indexOf('_'))) {
      case "shape" -> Family.MORPHOLOGY;
      case "shape2D" -> Family.SHAPE_2D;
      case "glcm" -> Family.GLCM;
      case "glrlm" -> Family.GLRLM;
      case "glszm" -> Family.GLSZM;
      case "gldm" -> Family.NGLDM;
      case "ngtdm" -> Family.NGTDM;
      default -> Family.STATISTICS;
    };
  }

  /** The shape of a volume's region, or of a picture's. */
  static Map<String, Value> of(Roi roi, Optional<Block> block) {
    Map<String, Value> values = new LinkedHashMap<>();
    if (block.isEmpty() || roi.spacing().isEmpty()) {
      String reason = block.isEmpty() ? "the mask is empty" : NO_SPACING;
      (roi.isVolume() ? SOLID : FLAT.keySet())
          .forEach(name -> values.put(prefix(roi) + name, Value.undefined(reason)));
    } else if (roi.isVolume()) {
      solid(block.get(), values);
    } else {
      FLAT.forEach(
          (name, id) -> values.put(prefix(roi) + name, FlatShape.value(id, block.get(), false)));
    }
    return values;
  }

  private static String prefix(Roi roi) {
    return roi.isVolume() ? "shape_" : "shape2D_";
  }

  private static void solid(Block block, Map<String, Value> values) {
    PlainShape shape = new PlainShape(block);
    Surface mesh = shape.surface();
    PrincipalAxes axes = shape.axes();
    double[] all = {
      mesh.volume(),
      shape.voxelVolume(),
      mesh.area(),
      mesh.area() / mesh.volume(),
      Math.cbrt(36 * Math.PI * mesh.volume() * mesh.volume()) / mesh.area(),
      shape.diameter(),
      shape.diameterAcross(0),
      shape.diameterAcross(1),
      shape.diameterAcross(2),
      axes.major(),
      axes.minor(),
      axes.least()
    };
    for (int i = 0; i < all.length; i++) {
      values.put("shape_" + SOLID.get(i), Value.of(all[i]));
    }
    String point = "it is a single voxel, which has no axes";
    values.put("shape_Elongation", Value.ratio(axes.minor(), axes.major(), point));
    values.put("shape_Flatness", Value.ratio(axes.least(), axes.major(), point));
  }
}
