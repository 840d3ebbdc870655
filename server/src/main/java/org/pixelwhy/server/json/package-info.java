/** Questions and answers as JSON, whoever sends or keeps them. */
package org.pixelwhy.server.json;
