/**
 * The command line: parses, calls {@code study}, presents. {@link org.pixelwhy.app.cli.Main} is
 * where it starts; each command is a class.
 */
package org.pixelwhy.app.cli;
