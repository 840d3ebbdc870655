/** How much each predicted segment speaks for each other one. */
package org.pixelwhy.study.segments;
