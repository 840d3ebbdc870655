package org.pixelwhy.architecture;

import java.util.Set;

/** The rules of the house for module site, which says on the console what is wrong with pages. */
class SiteArchitectureTest extends HouseRules {
  @Override
  protected Set<String> printingPackages() {
    return Set.of("org.pixelwhy.site");
  }
}
