/** Command {@code unoise}: how much noise a network bears, learned and measured. */
package org.pixelwhy.app.cli.noise;
