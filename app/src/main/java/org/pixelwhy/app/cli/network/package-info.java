/**
 * Commands {@code inspect}, {@code compile} and {@code testnet}: a network's file looked at, turned
 * into one that explains, or made.
 */
package org.pixelwhy.app.cli.network;
