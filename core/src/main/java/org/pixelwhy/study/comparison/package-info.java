/** Ranks methods by scores over many images. */
package org.pixelwhy.study.comparison;
