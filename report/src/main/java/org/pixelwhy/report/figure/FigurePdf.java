package org.pixelwhy.report.figure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.pixelwhy.render.Drawing;
import org.pixelwhy.render.Mark;

/** A drawing as a PDF file of one page, with the letters that it needs inside. */
public final class FigurePdf {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final int ROUND = 1;

  private final PDDocument document;
  private final PDPageContentStream page;
  private final PDFont font;
  private final double height;

  private FigurePdf(PDDocument document, PDPageContentStream page, PDFont font, double height) {
    this.document = document;
    this.page = page;
    this.font = font;
    this.height = height;
  }

  /** The bytes of the file; the same for the same drawing. */
  public static byte[] bytes(Drawing drawing) {
    try (PDDocument document = new PDDocument();
        InputStream letters = PDFont.class.getResourceAsStream(FONT)) {
      // Else it would hold the time.
      document.setDocumentId(0L);
      PDPage sheet = new PDPage(new PDRectangle((float) drawing.width(), (float) drawing.height()));
      document.addPage(sheet);
      PDFont font = PDType0Font.load(document, letters, true);
      try (PDPageContentStream page = new PDPageContentStream(document, sheet)) {
        FigurePdf pdf = new FigurePdf(document, page, font, drawing.height());
        for (Mark mark : drawing.marks()) {
          pdf.draw(mark);
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void draw(Mark mark) throws IOException {
    if (mark instanceof Mark.Raster raster) {
      Mark.Frame frame = raster.frame();
      page.drawImage(
          LosslessFactory.createFromImage(document, raster.picture().bufferedImage()),
          (float) frame.left(),
          up(frame.top() + frame.height()),
          (float) frame.width(),
          (float) frame.height());
    } else if (mark instanceof Mark.Box box) {
      Mark.Frame frame = box.frame();
      page.setNonStrokingColor(part(box.rgb(), 16), part(box.rgb(), 8), part(box.rgb(), 0));
      page.addRect(
          (float) frame.left(),
          up(frame.top() + frame.height()),
          (float) frame.width(),
          (float) frame.height());
      page.fill();
    } else if (mark instanceof Mark.Label label) {
      draw(label);
    } else if (mark instanceof Mark.Line line) {
      draw(line);
    }
  }

  private void draw(Mark.Label label) throws IOException {
    page.setNonStrokingColor(part(label.rgb(), 16), part(label.rgb(), 8), part(label.rgb(), 0));
    page.beginText();
    page.setFont(font, (float) label.size());
    page.newLineAtOffset((float) label.left(), up(label.baseline()));
    // The font is the one that the letters of a label were taken from: it has all of them.
    page.showText(label.text());
    page.endText();
  }

  private void draw(Mark.Line line) throws IOException {
    Mark.Pen pen = line.pen();
    page.saveGraphicsState();
    PDExtendedGraphicsState state = new PDExtendedGraphicsState();
    state.setStrokingAlphaConstant((float) pen.opacity());
    page.setGraphicsStateParameters(state);
    page.setStrokingColor(part(pen.rgb(), 16), part(pen.rgb(), 8), part(pen.rgb(), 0));
    page.setLineWidth((float) pen.width());
    page.setLineJoinStyle(ROUND);
    if (pen.dash() > 0) {
      page.setLineDashPattern(new float[] {(float) pen.dash()}, 0);
    }
    for (double[] ring : line.rings()) {
      page.moveTo((float) ring[0], up(ring[1]));
      for (int i = 2; i < ring.length; i += 2) {
        page.lineTo((float) ring[i], up(ring[i + 1]));
      }
      page.closePath();
    }
    page.stroke();
    page.restoreGraphicsState();
  }

  private float up(double y) {
    return (float) (height - y);
  }

  private static float part(int rgb, int shift) {
    return (rgb >> shift & 0xff) / 255f;
  }
}
