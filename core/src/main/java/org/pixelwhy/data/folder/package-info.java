/**
 * Data sets as folders on disk: one class for each layout, a catalogue that finds the one that
 * fits.
 *
 * <p>What is wrong with a single file is found when its entry is read, so that whoever reads
 * decides whether to go on.
 */
package org.pixelwhy.data.folder;
