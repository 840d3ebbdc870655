/** The interactive page: a server for one person at one machine. */
package org.pixelwhy.server;
