package org.pixelwhy.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.tensor.InputException;

/** By which names a server is reached. */
class ListeningTest {
  private static Listening behind(String url) {
    return new Listening("127.0.0.1", 8765, Optional.of(Listening.publicUrl(url)));
  }

  @Test
  void thisMachineIsReachedByItsThreeNames() {
    assertEquals(
        Set.of("127.0.0.1:9000", "localhost:9000", "[::1]:9000"), Listening.here(0).hosts(9000));
    assertEquals("http://127.0.0.1:9000/", Listening.here(0).address(9000));
    assertTrue(Listening.here(0).isLoopback());
  }

  @Test
  void browsersLeaveOutPort80() {
    assertEquals(
        Set.of("127.0.0.1:80", "127.0.0.1", "localhost:80", "localhost", "[::1]:80", "[::1]"),
        Listening.here(80).hosts(80));
  }

  @Test
  void aNameOfTheNetworkIsReachedByItToo() {
    Listening lab = new Listening("Lab-7.example", 8765, Optional.empty());
    assertTrue(lab.hosts(8765).contains("lab-7.example:8765"));
    assertFalse(lab.isLoopback());
    assertFalse(lab.encrypted());
    assertEquals("http://Lab-7.example:8765/", lab.address(8765));
  }

  @Test
  void allAddressesAreThoseOfThisMachineAndNoOthers() {
    Set<String> hosts = new Listening("0.0.0.0", 8765, Optional.empty()).hosts(8765);
    assertTrue(hosts.contains("127.0.0.1:8765"), hosts.toString());
    assertFalse(hosts.contains("192.0.2.77:8765"), hosts.toString());
  }

  @Test
  void aProxyIsReachedByItsNameWithTheUsualPortOrWithout() {
    Listening listening = behind("https://Maps.example/");
    assertEquals(Optional.of("https://maps.example"), listening.publicOrigin());
    assertTrue(listening.hosts(8765).containsAll(Set.of("maps.example", "maps.example:443")));
    assertTrue(listening.encrypted());
    assertEquals("https://Maps.example/", listening.address(8765));
    assertEquals(
        Optional.of("https://maps.example"), behind("https://maps.example:443").publicOrigin());
    Listening odd = behind("http://maps.example:8080");
    assertEquals(Optional.of("http://maps.example:8080"), odd.publicOrigin());
    assertTrue(odd.hosts(8765).contains("maps.example:8080"));
    assertFalse(odd.hosts(8765).contains("maps.example"));
    assertFalse(odd.encrypted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maps.example",
        "ftp://maps.example",
        "https://maps.example/pixelwhy",
        "https://me@maps.example",
        "https://maps.example?a=b",
        "https://",
        "https://a b"
      })
  void whatIsNoPublicAddressIsRefused(String text) {
    assertThrows(InputException.class, () -> Listening.publicUrl(text));
  }
}
