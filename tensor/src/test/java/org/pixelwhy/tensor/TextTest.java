package org.pixelwhy.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

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

  @Test
  void whatWouldActOnATerminalIsReplacedAndTheRestStays() {
    assertEquals("a\ufffd[2Jb", Text.printable("a\u001b[2Jb"));
    assertEquals("\ufffd\ufffd\ufffd\ufffd", Text.printable("\u0007\u009b\r\u202e"));
    for (String harmless : new String[] {"", "Leber, größer\n\t肝臓", "\ud83e\ude7a", "a'\"<&"}) {
      assertSame(harmless, Text.printable(harmless));
    }
    assertEquals("\ufffd]0;x", new InputException("\u001b]0;x").getMessage());
  }
}
