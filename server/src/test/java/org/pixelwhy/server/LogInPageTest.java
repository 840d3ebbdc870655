package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.api.Listening;
import org.pixelwhy.server.opened.Limits;

/** Logging in and out in the browser, and what people see of each other. */
@ExtendWith(EngineExtension.class)
class LogInPageTest {
  private static final String FORM = "dialog.login";
  private static final String TOKEN = "0123456789abcdefghij";

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  private PageServer server(Engine engine) {
    return Household.server(engine, folder.resolve("data"), Limits.USUAL);
  }

  private OpenPage open(String address, ColorScheme scheme) {
    OpenPage page = new OpenPage(chromium, scheme);
    page.page().navigate(address);
    return page;
  }

  /** By keyboard alone: the first field has the focus. */
  private static void type(OpenPage page, String name, String password) {
    Page browser = page.page();
    browser.waitForSelector(FORM + " input[name=name]:focus");
    browser.keyboard().type(name);
    browser.keyboard().press("Tab");
    browser.keyboard().type(password);
    browser.keyboard().press("Enter");
  }

  private static void logIn(OpenPage page, String name) {
    type(page, name, Household.PASSWORD);
    page.page().waitForSelector("header >> text=" + name);
    page.settle();
  }

  private static void logOut(OpenPage page) {
    page.page().locator("button:text-is('Log out')").click();
    page.page().waitForSelector(FORM + " input[name=name]:focus");
  }

  /** Logs in as Ann, and asks about a pixel; gives the question's link. */
  private static String askAsAnn(OpenPage page) {
    logIn(page, "ann");
    page.page().keyboard().press("p");
    page.click(60, 110);
    return page.page().url();
  }

  @Test
  void whatOnePersonAsksAnotherDoesNotSee(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server.address(), ColorScheme.LIGHT);
      String link = askAsAnn(page);
      assertEquals("What speaks, at pixel 60, 110, for segment?", page.title());
      assertTrue(link.matches(".*#/explanations/x\\d+"), link);
      logOut(page);
      logIn(page, "bob");
      assertFalse(page.title().contains("pixel 60"), page.title());
      Page browser = page.page();
      browser.locator("pw-kept > button").click();
      browser.waitForFunction("() => document.querySelectorAll('dialog.kept li').length === 1");
      assertFalse(browser.locator("dialog.kept").innerText().contains("60, 110"));
      browser.navigate(link);
      browser.reload();
      page.settle();
      assertTrue(page.problem().contains("is not kept"), page.problem());
      page.requireNoComplaints();
    }
  }

  @Test
  void aWrongPasswordIsSaidAndTheRightOneGoesOnToTheLink(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server.address(), ColorScheme.LIGHT);
      String link = askAsAnn(page);
      page.page().context().clearCookies();
      page.page().reload();
      type(page, "ann", "incorrect horse");
      page.page().waitForSelector(FORM + " [role=alert]");
      assertEquals("name or password is wrong", page.problem());
      assertEquals("", page.page().locator(FORM + " input[name=password]").inputValue());
      assertEquals("ann", page.page().locator(FORM + " input[name=name]").inputValue());
      page.page().keyboard().press("Escape");
      page.page().keyboard().press("Escape");
      page.page().locator(FORM + " input[name=password]").fill(Household.PASSWORD);
      page.page().keyboard().press("Enter");
      page.page().waitForSelector("header >> text=ann");
      page.settle();
      assertEquals(link, page.page().url());
      assertEquals("What speaks, at pixel 60, 110, for segment?", page.title());
      page.requireNoComplaints();
    }
  }

  @Test
  void whoWasLoggedOutMeanwhileLogsInAndGetsTheAnswer(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server.address(), ColorScheme.LIGHT);
      logIn(page, "ann");
      page.page().keyboard().press("p");
      page.page().context().clearCookies();
      double[] place = page.at(60, 110);
      page.page().mouse().click(place[0], place[1]);
      type(page, "ann", Household.PASSWORD);
      page.page()
          .waitForFunction("() => /pixel 60, 110/.test(document.querySelector('h1').innerText)");
      page.settle();
      assertEquals("", page.problem());
      page.requireNoComplaints();
    }
  }

  @Test
  void thePasswordIsChangedInThePage(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server.address(), ColorScheme.LIGHT);
      logIn(page, "ann");
      Page browser = page.page();
      browser.locator("header button:text-is('ann')").click();
      browser.waitForSelector(FORM + " input[name=old]:focus");
      browser.keyboard().press("Escape");
      browser.waitForFunction("() => !document.querySelector('dialog.login')");
      browser.locator("header button:text-is('ann')").click();
      browser.locator(FORM + " input[name=old]").fill(Household.PASSWORD);
      browser.locator(FORM + " input[name=new]").fill("another horse");
      browser.locator(FORM + " input[name=again]").fill("another mule");
      browser.keyboard().press("Enter");
      browser.waitForSelector(FORM + " [role=alert]");
      assertEquals("The two new passwords are not the same.", page.problem());
      browser.locator(FORM + " input[name=old]").fill(Household.PASSWORD);
      browser.locator(FORM + " input[name=again]").fill("another horse");
      browser.keyboard().press("Enter");
      type(page, "ann", "another horse");
      browser.waitForSelector("header button:text-is('ann')");
      page.settle();
      page.requireNoComplaints();
    }
  }

  @Test
  void aSharedExplanationIsShownByItsLinkToOthersUntilItIsNot(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server.address(), ColorScheme.LIGHT);
      String link = askAsAnn(page);
      Page browser = page.page();
      browser.locator("pw-kept > button").click();
      browser.locator("dialog.kept li button:text-is('Share')").first().click();
      browser.waitForSelector("dialog.kept li button[aria-pressed=true]:text-is('Shared')");
      OpenPage other = open(link, ColorScheme.LIGHT);
      logIn(other, "bob");
      assertEquals("What speaks, at pixel 60, 110, for segment?", other.title());
      browser.locator("dialog.kept li button:text-is('Shared')").click();
      browser.waitForFunction("() => !document.querySelector('dialog.kept [aria-pressed=true]')");
      other.page().reload();
      other.settle();
      assertTrue(other.problem().contains("is not kept"), other.problem());
      page.requireNoComplaints();
      other.requireNoComplaints();
    }
  }

  @Test
  void theAddressWithATokenOpensThePageAndForgetsTheToken(Engine engine) {
    Entrance entrance = new Entrance(Listening.here(0), Optional.of(TOKEN));
    try (PageServer server =
        PageServer.start(
            engine,
            ShippedExample.start(),
            org.pixelwhy.server.store.Storage.NOTHING,
            Limits.USUAL,
            entrance)) {
      OpenPage page = open(server.address() + "#token=" + TOKEN, ColorScheme.LIGHT);
      page.settle();
      assertFalse(page.page().url().contains(TOKEN), page.page().url());
      assertTrue(page.title().startsWith("Why are the"), page.title());
      OpenPage wrong = open(server.address() + "#token=guess", ColorScheme.LIGHT);
      wrong.page().waitForSelector(FORM + " input[name=token]:focus");
      wrong.page().keyboard().type(TOKEN);
      wrong.page().keyboard().press("Enter");
      wrong.settle();
      assertTrue(wrong.title().startsWith("Why are the"), wrong.title());
      page.requireNoComplaints();
      wrong.requireNoComplaints();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everybodyCanLogIn(ColorScheme scheme, Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server.address(), scheme);
      page.page().evaluate(ViewsTest.axe());
      page.page().waitForSelector(FORM);
      assertEquals(List.of(), ViewsTest.violations(page.page(), "log in"));
      ViewsTest.picture(page.page(), "log-in", scheme);
      type(page, "ann", "incorrect horse");
      page.page().waitForSelector(FORM + " [role=alert]");
      assertEquals(List.of(), ViewsTest.violations(page.page(), "refused"));
      page.page().setViewportSize(820, 1180);
      assertEquals(true, page.page().evaluate("() => document.body.scrollWidth <= innerWidth"));
      ViewsTest.picture(page.page(), "log-in-refused", scheme);
      page.page().keyboard().type(Household.PASSWORD);
      page.page().keyboard().press("Enter");
      page.page().waitForSelector("header >> text=ann");
      page.settle();
      page.page().locator("header button:text-is('ann')").click();
      page.page().waitForSelector(FORM + " input[name=old]:focus");
      assertEquals(List.of(), ViewsTest.violations(page.page(), "password"));
      page.page().locator("button:text-is('Leave it')").click();
      page.page().locator("pw-kept > button").click();
      page.page().waitForSelector("dialog.kept li");
      assertEquals(List.of(), ViewsTest.violations(page.page(), "kept"));
      page.requireNoComplaints();
    }
  }
}
