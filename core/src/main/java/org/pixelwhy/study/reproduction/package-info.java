/** Published experiments done again: what came of their networks, and whether claims hold. */
package org.pixelwhy.study.reproduction;
