package org.pixelwhy.site;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Collects what of a page is read: words without marks, addresses and pictures. */
final class Words extends AbstractVisitor {
  private final StringBuilder words = new StringBuilder();

  private Words() {}

  static String of(Node node) {
    Words collected = new Words();
    node.accept(collected);
    return collected.words.toString().replaceAll("\\s+", " ").strip();
  }

  @Override
  public void visit(Text text) {
    words.append(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    words.append(code.getLiteral());
  }

  @Override
  public void visit(FencedCodeBlock code) {
    words.append(code.getLiteral());
  }

  @Override
  public void visit(IndentedCodeBlock code) {
    words.append(code.getLiteral());
  }

  @Override
  public void visit(Image image) {
    words.append(' ');
  }

  @Override
  public void visit(SoftLineBreak end) {
    words.append(' ');
  }

  @Override
  public void visit(HardLineBreak end) {
    words.append(' ');
  }

  @Override
  public void visit(Paragraph paragraph) {
    visitChildren(paragraph);
    words.append(' ');
  }

  /** Rows and cells of tables. */
  @Override
  public void visit(CustomNode node) {
    visitChildren(node);
    words.append(' ');
  }
}
