/**
 * Options that several commands share, one class for each group that belongs together: a network
 * and its card, images, methods, processors and memory.
 */
package org.pixelwhy.app.cli.option;
