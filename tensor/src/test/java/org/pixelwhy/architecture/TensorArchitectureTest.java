package org.pixelwhy.architecture;

/** The rules of the house in module tensor. */
class TensorArchitectureTest extends HouseRules {}
