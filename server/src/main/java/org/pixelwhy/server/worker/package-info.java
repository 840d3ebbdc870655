/**
 * Networks in processes of their own: one that kills the runtime, or takes more memory than it may,
 * ends nothing but itself. Parent and child talk through a socket of the file system; the child
 * ends when the parent does, however that ends.
 */
package org.pixelwhy.server.worker;
