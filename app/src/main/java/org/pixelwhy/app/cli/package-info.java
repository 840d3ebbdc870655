/**
 * The command line: parses, calls {@code study}, presents. {@link org.pixelwhy.app.cli.Main} is
 * where it starts; each command is a class, in the package of what it is about.
 *
 * <ul>
 *   <li>{@code explain}, {@code predict}, {@code compare}: questions to a network
 *   <li>{@code network}, {@code data}, {@code catalogue}: what there is to ask about, and by which
 *       methods
 *   <li>{@code train}, {@code noise}, {@code dream}, {@code reproduce}: networks that learn, and
 *       experiments
 *   <li>{@code radiomics}: measuring images, without a network
 *   <li>{@code serve}: the interactive page and its accounts
 *   <li>{@code option}: options that several commands share; {@code console}: what commands print
 *       and end with
 * </ul>
 *
 * Commands see {@code option} and {@code console}, and of each other only {@code data}.
 */
package org.pixelwhy.app.cli;
