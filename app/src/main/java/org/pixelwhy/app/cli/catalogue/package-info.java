/** Commands {@code methods} and {@code scores}: what may be asked for by name. */
package org.pixelwhy.app.cli.catalogue;
