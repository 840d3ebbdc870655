/**
 * The shipped example: a network, images of which it is known what decides, and the request to
 * explain them.
 */
package org.pixelwhy.study.demo;
