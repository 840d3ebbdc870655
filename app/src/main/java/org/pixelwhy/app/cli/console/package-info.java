/**
 * What commands print and end with, whatever they do: progress, JSON, versions, exit codes, and
 * which option belongs to a problem; knows no command.
 */
package org.pixelwhy.app.cli.console;
