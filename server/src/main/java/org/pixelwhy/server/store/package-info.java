/**
 * What survives: rows in a database, and big bytes as files named by their content. It knows
 * neither networks nor HTTP.
 */
package org.pixelwhy.server.store;
