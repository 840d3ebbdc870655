/**
 * What is asked: images, targets, methods and options as values that are read from and written as
 * JSON.
 */
package org.pixelwhy.study.request;
