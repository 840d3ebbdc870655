package org.pixelwhy.report;

/**
 * A file beside the page.
 *
 * @param name what it is, in words
 * @param address relative to the page
 */
record Link(String name, String address) {}
