package org.pixelwhy.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class TextTest {
  @Test
  @ResourceLock(Resources.LOCALE)
  void numbersReadTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      for (String tag : new String[] {"en-US", "de-DE", "ar-EG", "hi-IN-u-nu-deva"}) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals("1234 of 0.50", Text.format("%d of %.2f", 1234, 0.5), tag);
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
