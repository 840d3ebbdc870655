/**
 * Damaged and invented files against the whole program: {@code scripts/fuzz.sh N} for many, {@code
 * FuzzTest} for some in every build. Each case is refused or accepted; it never ends the process,
 * blocks it, fills its memory or shows a fault of ours.
 *
 * <p>A new format gets a seed in {@link org.pixelwhy.app.fuzz.Seeds}; a format whose bytes hide its
 * structure gets a {@link org.pixelwhy.app.fuzz.Mutator} of its own.
 */
package org.pixelwhy.app.fuzz;
