/**
 * Networks that are open, behind one seam: {@link org.pixelwhy.server.network.Network}. What goes
 * in are questions and places of files, what comes out JSON and arrays, so that a network may be
 * open in a process of its own. The only room that explains anything, by asking {@code study}.
 */
package org.pixelwhy.server.network;
