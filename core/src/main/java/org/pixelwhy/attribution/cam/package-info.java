/**
 * Class activation maps: a layer's features, weighted and summed.
 *
 * <p>Each class is the formula of its raw map; {@link org.pixelwhy.attribution.cam.Cam} and {@link
 * org.pixelwhy.attribution.cam.CamOptions} hold what is common. To add one: extend {@link
 * org.pixelwhy.attribution.cam.GradientCam} if it needs gradients, else {@link
 * org.pixelwhy.attribution.cam.Cam}.
 */
package org.pixelwhy.attribution.cam;
