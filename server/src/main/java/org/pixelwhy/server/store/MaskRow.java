package org.pixelwhy.server.store;

/**
 * A mask that somebody drew on an image.
 *
 * @param id 0 before it is kept
 * @param owner who drew it
 * @param image its row
 * @param plane of the slice; empty for a picture
 * @param slice from 0
 * @param content a byte for each pixel
 */
public record MaskRow(long id, Person owner, long image, String plane, int slice, String content) {}
