/** Command {@code radiomics}: features of images under masks. */
package org.pixelwhy.app.cli.radiomics;
