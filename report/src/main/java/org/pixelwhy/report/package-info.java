/**
 * Reports: results in, one HTML file that needs no network and files beside it out. {@link
 * org.pixelwhy.report.StudyReport} is the report of a study: what was asked of images.
 *
 * <ul>
 *   <li>{@code view}: what a page shows, as plain records that whoever has results fills in
 *   <li>{@code page}: the markup of views
 *   <li>{@code chart}: charts that are drawn as SVG
 *   <li>{@code picture}: images, masks and maps as pictures
 *   <li>{@code file}: what is kept beside a page: values, volumes, figures for print
 *   <li>{@code figure}: a figure for print itself
 *   <li>{@code comparison}, {@code dream}, {@code noise}, {@code reproduction}, {@code training}:
 *       reports of other work, each with its tables and charts
 * </ul>
 *
 * Views know nobody; pages, charts and pictures know views; reports know all of these.
 */
package org.pixelwhy.report;
