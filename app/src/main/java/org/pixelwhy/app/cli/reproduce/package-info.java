/** Command {@code reproduce}: published experiments as a row of other commands. */
package org.pixelwhy.app.cli.reproduce;
