/**
 * Where results go and come back from: folders that belong to one run, files that appear whole or
 * not at all, JSON.
 */
package org.pixelwhy.study.output;
