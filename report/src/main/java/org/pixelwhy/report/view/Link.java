package org.pixelwhy.report.view;

/**
 * A file beside the page.
 *
 * @param name what it is, in words
 * @param address relative to the page
 */
public record Link(String name, String address) {}
