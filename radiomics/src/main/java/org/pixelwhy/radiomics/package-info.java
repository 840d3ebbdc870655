/**
 * Radiomics: features of an image under a mask, by the definitions of the Image Biomarker
 * Standardisation Initiative (IBSI).
 *
 * @see <a href="https://ibsi.readthedocs.io">The IBSI's reference manual</a>
 */
package org.pixelwhy.radiomics;
