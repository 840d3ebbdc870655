/** Commands that are killed at random moments, and what becomes of their results. */
package org.pixelwhy.app.kills;
