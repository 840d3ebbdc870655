package org.pixelwhy.report;

/** Pictures side by side, drawn as one. */
public record PictureSheet(String caption, EncodedPicture picture) implements ReportPart {}
