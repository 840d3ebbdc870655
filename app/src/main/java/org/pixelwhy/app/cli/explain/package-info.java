/** Commands {@code explain}, {@code demo} and {@code batch}: maps of one or many images. */
package org.pixelwhy.app.cli.explain;
