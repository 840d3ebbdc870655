/** Shape: meshes of masks, hulls, ellipsoids, and the features of them. */
package org.pixelwhy.radiomics.shape;
