/** The methods and scores by name, with their options. */
package org.pixelwhy.catalogue;
