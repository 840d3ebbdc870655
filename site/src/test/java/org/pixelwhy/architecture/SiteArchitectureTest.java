package org.pixelwhy.architecture;

/** The rules of the house for module site, which says on the console what is wrong with pages. */
class SiteArchitectureTest extends HouseRules {
  @Override
  protected String printingPackage() {
    return "org.pixelwhy.site";
  }
}
