package org.pixelwhy.report;

import org.pixelwhy.render.Picture;

/** Pictures side by side, drawn as one. */
public record PictureSheet(String caption, Picture picture) implements ReportPart {}
