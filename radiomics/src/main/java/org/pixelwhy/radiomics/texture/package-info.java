/** Texture: matrices of grey levels and the features of them, one class for each family. */
package org.pixelwhy.radiomics.texture;
