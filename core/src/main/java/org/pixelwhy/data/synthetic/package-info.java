/** Images and networks that are made, not found, so that the right answer is known. */
package org.pixelwhy.data.synthetic;
