/** Class activation maps: {@link org.pixelwhy.attribution.cam.GradCam} and, later, its family. */
package org.pixelwhy.attribution.cam;
