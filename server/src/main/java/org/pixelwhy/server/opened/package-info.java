/** What people opened, and what they asked: models, images, masks and answers, in memory. */
package org.pixelwhy.server.opened;
