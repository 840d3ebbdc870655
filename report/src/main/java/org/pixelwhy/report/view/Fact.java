package org.pixelwhy.report.view;

/**
 * A line of a table.
 *
 * @param name what it is, such as "seed"
 * @param value plain text; escaped on writing
 */
public record Fact(String name, String value) {}
