/**
 * Pictures of maps and masks: colour maps, overlays, colour bars, contact sheets, PNG.
 *
 * <p>Everything is drawn into {@code int} arrays with a bitmap font of our own, so that a Java
 * runtime without fonts or a display draws the same bytes, and nothing of AWT is loaded on the way
 * to a PNG file.
 */
package org.pixelwhy.render;
