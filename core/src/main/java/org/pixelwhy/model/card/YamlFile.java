package org.pixelwhy.model.card;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.RegularFile;
import org.pixelwhy.tensor.Text;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML files that strangers wrote. */
final class YamlFile {
  private static final int LARGEST_FILE = 2 << 20;

  private YamlFile() {}

  /**
   * The mapping that a file holds.
   *
   * @throws InputException if the file is missing, larger than 2 MiB, no YAML, no mapping, or
   *     multiplies itself by aliases
   */
  static YamlNode read(Path file) {
    RegularFile.require(file);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST_FILE + 1);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (bytes.length > LARGEST_FILE) {
      throw new InputException(
          file + ": is larger than 2 MiB, too large for a model's description");
    }
    return mapping(file, bytes);
  }

  /**
   * The mapping that a text holds.
   *
   * @param file where the text was found, for messages
   * @throws InputException if it is no YAML, no mapping, or multiplies itself by aliases
   */
  static YamlNode of(Path file, String text) {
    return mapping(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static YamlNode mapping(Path file, byte[] bytes) {
    YamlNode root = new YamlNode(file, "", parse(file, bytes));
    if (!root.isMap()) {
      throw root.expected("a mapping (key: value)");
    }
    return root;
  }

  private static Object parse(Path file, byte[] bytes) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(unused),
            unused,
            options,
            new TextResolver());
    try {
      return yaml.load(new String(bytes, StandardCharsets.UTF_8));
    } catch (YAMLException e) {
      throw new InputException(Text.format("%s: is not valid YAML: %s", file, reason(e)), e);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      // A scalar that is tagged as what it is not, such as !!int x.
      throw new InputException(Text.format("%s: is not valid YAML: %s", file, e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new InputException(file + ": is not valid YAML: it contains itself", e);
    }
  }

  private static String reason(YAMLException e) {
    if (e instanceof MarkedYAMLException located && located.getProblemMark() != null) {
      return Text.format(
          "line %d: %s", located.getProblemMark().getLine() + 1, located.getProblem());
    }
    return e.getMessage().lines().findFirst().orElse("");
  }

  /** Knows null and merge keys only; every other plain scalar is text. */
  private static final class TextResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
