package org.pixelwhy.report.view;

/** Pictures side by side, drawn as one. */
public record PictureSheet(String caption, EncodedPicture picture) implements ReportPart {}
