/** Commands {@code serve} and {@code account}: the interactive page, and who is let in. */
package org.pixelwhy.app.cli.serve;
