/** How JSON, numbers and identifiers are written, whoever sends or keeps them. */
package org.pixelwhy.server.json;
