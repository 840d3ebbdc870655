/** How well maps tell what a network needs: what is left of its mask where only that is shown. */
package org.pixelwhy.study.noise;
