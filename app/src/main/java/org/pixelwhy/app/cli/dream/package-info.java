/** Command {@code dream}: DeepDream analyses. */
package org.pixelwhy.app.cli.dream;
