/**
 * Commands {@code compare}, {@code bench} and {@code conformance}: how methods do by their scores,
 * by their costs, and beside other libraries.
 */
package org.pixelwhy.app.cli.compare;
