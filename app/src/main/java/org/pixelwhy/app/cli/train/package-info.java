/** Command {@code train}: networks that learn to segment. */
package org.pixelwhy.app.cli.train;
