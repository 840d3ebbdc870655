/** Explanations that are kept: what was asked, what came of it, and enough to ask again. */
package org.pixelwhy.server.kept;
