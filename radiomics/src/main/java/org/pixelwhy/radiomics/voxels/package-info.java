/** The voxels of a region as arrays, cut to its bounding box: what features are computed from. */
package org.pixelwhy.radiomics.voxels;
