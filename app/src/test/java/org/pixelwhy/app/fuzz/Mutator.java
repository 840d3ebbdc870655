package org.pixelwhy.app.fuzz;

import java.util.Random;

/** Damages the content of a file, always in the same way for the same random numbers. */
@FunctionalInterface
interface Mutator {
  byte[] mutate(byte[] content, Random random);
}
