/**
 * What is measured of a picture and its mask at every step of a dream: radiomics, and what else.
 */
package org.pixelwhy.dream.feature;
