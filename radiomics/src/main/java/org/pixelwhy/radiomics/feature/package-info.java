/** What radiomics features are, and what came out of measuring them: plain data. */
package org.pixelwhy.radiomics.feature;
