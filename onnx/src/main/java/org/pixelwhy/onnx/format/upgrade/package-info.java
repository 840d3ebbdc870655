/**
 * Rewrites graphs of any opset from 7 on into one dialect, so that gradient rules and other
 * rewrites see one meaning per operator.
 *
 * <p>{@link org.pixelwhy.onnx.format.upgrade.Upgrader} walks over the nodes; an {@link
 * org.pixelwhy.onnx.format.upgrade.Upgrade} rewrites one node from the version of its operator to a
 * newer one; {@link org.pixelwhy.onnx.format.upgrade.Upgrades} is their catalogue, where a new one
 * is entered.
 */
package org.pixelwhy.onnx.format.upgrade;
