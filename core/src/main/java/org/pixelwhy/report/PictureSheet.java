package org.pixelwhy.report;

import org.pixelwhy.render.Picture;

/**
 * A picture as wide as the page, such as a contact sheet.
 *
 * @param caption what it shows
 * @param picture the picture
 */
public record PictureSheet(String caption, Picture picture) implements ReportPart {}
