package org.pixelwhy.catalogue.option;

import java.util.List;

/** What has an identifier and options: a method, a score. */
public interface Configurable {
  /** What users write. */
  String id();

  /** What may be chosen about it, in the order in which it is listed. */
  List<NamedOption<?>> options();
}
