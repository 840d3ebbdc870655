/** Types what the documentation says. */
package org.pixelwhy.app.pages;
