/** HTTP: requests in, what the library answers out, and what is refused before that. */
package org.pixelwhy.server.api;
