package org.pixelwhy.radiomics.shape;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.pixelwhy.radiomics.voxels.Block;

/** A shape as pyradiomics measures it: by the published triangles, covariances divided by n. */
public final class PlainShape {
  private static final double[][][] PUBLISHED = PublishedTriangles.all();

  private final Block block;
  private final List<int[]> vertices;

  /** Of a shape of known spacing. */
  public PlainShape(Block block) {
    this.block = block;
    this.vertices = Vertices.of(block);
  }

  /** Its surface. */
  public Surface surface() {
    return Surface.of(block, PUBLISHED);
  }

  /** Its axes. */
  public PrincipalAxes axes() {
    return PrincipalAxes.of(block, false);
  }

  /** Number of voxels times the volume of one. */
  public double voxelVolume() {
    return block.volume() * block.spacing()[0] * block.spacing()[1] * block.spacing()[2];
  }

  /** The greatest distance of two vertices. */
  public double diameter() {
    return ConvexHull.of(block).diameter();
  }

  /** The greatest distance of two vertices at the same position along an axis. */
  public double diameterAcross(int axis) {
    Collection<List<int[]>> planes =
        vertices.stream().collect(Collectors.groupingBy(vertex -> vertex[axis])).values();
    double greatest = 0;
    for (List<int[]> plane : planes) {
      List<int[]> corners = FlatHull.corners(plane, axis);
      greatest = Math.max(greatest, Vertices.diameter(corners, block.spacing()));
    }
    return greatest;
  }
}
