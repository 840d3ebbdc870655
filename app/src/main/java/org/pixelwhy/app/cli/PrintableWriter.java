package org.pixelwhy.app.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import org.pixelwhy.tensor.Text;

/** The way to the terminal, on which nothing acts that a file says: {@link Text#printable}. */
final class PrintableWriter extends FilterWriter {
  private PrintableWriter(Writer out) {
    super(out);
  }

  /** Prints on a stream, line by line. */
  static PrintWriter on(OutputStream stream) {
    return new PrintWriter(new PrintableWriter(new PrintWriter(stream)), true);
  }

  @Override
  public void write(int c) throws IOException {
    out.write(Text.isPrintable((char) c) ? c : Text.REPLACEMENT);
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    out.write(Text.printable(new String(text, offset, length)));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(Text.printable(text.substring(offset, offset + length)));
  }
}
