/**
 * Command {@code dataset}, and data sets as users of other commands write them: folders, generated
 * images, splits.
 */
package org.pixelwhy.app.cli.data;
