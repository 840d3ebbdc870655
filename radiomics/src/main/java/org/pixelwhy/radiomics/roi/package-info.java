/** Regions of interest, and what is done to them before anything is measured. */
package org.pixelwhy.radiomics.roi;
