/**
 * What an explanation is about. A {@link org.pixelwhy.target.Target} names pixels and a channel of
 * the output; a {@link org.pixelwhy.target.Question} makes a number of it.
 */
package org.pixelwhy.target;
