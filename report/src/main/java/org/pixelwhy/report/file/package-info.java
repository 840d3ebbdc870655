/**
 * What is kept beside a page: maps and masks as values, whole volumes of slices, figures for print.
 */
package org.pixelwhy.report.file;
