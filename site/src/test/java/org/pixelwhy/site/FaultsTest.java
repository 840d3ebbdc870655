package org.pixelwhy.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with pages is said, with the page and what to do. */
class FaultsTest {
  @TempDir private Path root;

  @BeforeEach
  void twoPages() throws IOException {
    Files.createDirectories(root.resolve("docs"));
    contents("# Start", "README.md", "docs/a.md");
    page("README.md", "# Title", "[a](docs/a.md)");
    page("docs/a.md", "# A `b` & c", "", "## A heading", "[home](../README.md#title)");
  }

  private void contents(String... lines) throws IOException {
    Files.write(root.resolve("docs/contents.txt"), List.of(lines));
  }

  private void page(String source, String... lines) throws IOException {
    Files.write(root.resolve(source), List.of(lines));
  }

  private List<String> build() throws IOException {
    return Site.build(root, root.resolve("out"));
  }

  private String written(String address) throws IOException {
    return Files.readString(root.resolve("out").resolve(address));
  }

  @Test
  void twoPagesThatLeadToEachOtherHaveNone() throws IOException {
    assertEquals(List.of(), build());
    assertTrue(written("index.html").contains("<a href=\"docs/a.html\">a</a>"));
    String a = written("docs/a.html");
    assertTrue(a.contains("<a href=\"../index.html#title\">home</a>"), a);
    assertTrue(a.contains("<h1 id=\"a-b--c\">A <code>b</code> &amp; c</h1>"), a);
  }

  @Test
  void aDeadLinkIsNamed() throws IOException {
    page("docs/a.md", "# A", "[b](b.md)");
    assertEquals(List.of("docs/a.md: leads to b.md, which is not there"), build());
  }

  @Test
  void aHeadingThatWasRenamedIsNamed() throws IOException {
    page("README.md", "# Title", "[a](docs/a.md#heading)");
    assertEquals(
        List.of("README.md: leads to docs/a.md#heading, but there is no such heading"), build());
  }

  @Test
  void aPictureThatIsMissingElsewhereOrWithoutWordsIsNamed() throws IOException {
    page(
        "README.md", "# Title", "![x](x.png) ![y](https://y.example/y.png) ![](docs/contents.txt)");
    assertEquals(
        List.of(
            "README.md: leads to x.png, which is not there",
            "README.md: the picture https://y.example/y.png is on another server; take it into docs",
            "README.md: the picture docs/contents.txt has no words for those who cannot see it"),
        build());
  }

  @Test
  void aPageThatNobodyFindsIsNamed() throws IOException {
    page("docs/b.md", "# B");
    assertEquals(List.of("docs/b.md: no page leads there; enter it in docs/contents.txt"), build());
  }

  @Test
  void aPageThatIsGoneIsNamed() throws IOException {
    contents("# Start", "README.md", "docs/*", "SECURITY.md");
    assertEquals(
        List.of("docs/contents.txt: names SECURITY.md, which is not there; take the line out"),
        build());
  }

  @Test
  void rawHtmlIsNamedAndNotShown() throws IOException {
    page("docs/a.md", "# A", "<!-- a comment -->", "", "x <b onclick=y()>", "", "&lt;i>");
    assertEquals(
        List.of("docs/a.md: write <b onclick=y()> as Markdown, or in back quotes"), build());
    assertTrue(written("docs/a.html").contains("<p>x </p>\n<p>&lt;i&gt;</p>"));
  }

  @Test
  void sourcesThatPagesLeadToAreShownAndPicturesFollowTheTheme() throws IOException {
    Files.createDirectories(root.resolve("more/deep"));
    page("more/A.java", "class A<T> {}");
    page("more/deep/LICENSE", "free");
    page("more/p-light.png", "");
    page("more/p-dark.png", "");
    page("README.md", "# Title", "[more](more), [A](more/A.java), ![p](more/p-light.png)");
    page("docs/a.md", "# A");
    assertEquals(List.of(), build());
    assertTrue(written("more/A.java.html").contains("class A&lt;T&gt; {}"));
    assertTrue(
        written("more/index.html").contains("<a href=\"deep/LICENSE.html\">deep/LICENSE</a>"));
    String page = written("index.html");
    assertTrue(
        page.contains(
            "<img src=\"more/p-light.png\" alt=\"p\" loading=\"lazy\" class=\"on-light\" />"),
        page);
    assertTrue(
        page.contains(
            "<img src=\"more/p-dark.png\" alt=\"p\" loading=\"lazy\" class=\"on-dark\" />"),
        page);
    assertTrue(Files.exists(root.resolve("out/more/p-dark.png")));
  }
}
