/** Questions that are answered when their turn comes, whatever happens to the server meanwhile. */
package org.pixelwhy.server.jobs;
