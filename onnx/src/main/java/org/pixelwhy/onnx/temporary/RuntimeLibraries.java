package org.pixelwhy.onnx.temporary;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Unpacks ONNX Runtime's native libraries into the folder of this process. Its own loader puts them
 * into a folder that outlives a process that is killed.
 */
public final class RuntimeLibraries {
  /** Where the loader looks before it unpacks anything; {@code ./pixelwhy} sets it, too. */
  private static final String PROPERTY = "onnxruntime.native.path";

  private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

  /** Comes with libraries of devices, which the loader unpacks one by one when they are needed. */
  private static final String OF_DEVICES = "onnxruntime_providers_shared";

  private RuntimeLibraries() {}

  /**
   * To be called before a class of ONNX Runtime is used; sweeps up after others, too.
   *
   * @param resources a class of ONNX Runtime that loads nothing, beside which its libraries lie
   * @throws org.pixelwhy.tensor.InputException if there is no folder for temporary files, which
   *     ONNX Runtime needs in any case
   */
  public static void prepare(Class<?> resources) {
    Swept.now();
    Path own = ProcessFolder.own();
    if (System.getProperty(PROPERTY) != null || servesDevices(resources)) {
      return;
    }
    try {
      Path folder = Files.createDirectories(own.resolve("runtime"));
      for (String name : NAMES) {
        try (InputStream library = resources.getResourceAsStream(place(name))) {
          if (library == null) {
            return;
          }
          Files.copy(library, folder.resolve(System.mapLibraryName(name)));
        }
      }
      System.setProperty(PROPERTY, folder.toString());
    } catch (IOException e) {
      // The loader tries by itself, and says what is wrong.
    }
  }

  /**
   * To be called when ONNX Runtime is loaded: the folder that its loader made is empty where it
   * found its libraries, and stays so.
   */
  public static void loaded(Class<?> resources) {
    if (System.getProperty(PROPERTY) == null || servesDevices(resources)) {
      return;
    }
    try {
      Field folder =
          Class.forName(resources.getPackageName() + ".OnnxRuntime")
              .getDeclaredField("tempDirectory");
      folder.setAccessible(true);
      if (folder.get(null) instanceof Path made) {
        // Fails where it is not empty.
        Files.deleteIfExists(made);
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException e) {
      // An empty folder more.
    }
  }

  private static boolean servesDevices(Class<?> resources) {
    return resources.getResource(place(OF_DEVICES)) != null;
  }

  private static String place(String library) {
    String folder = system() + "-" + architecture();
    return "/ai/onnxruntime/native/" + folder + "/" + System.mapLibraryName(library);
  }

  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ENGLISH);
    return name.contains("mac") ? "osx" : name.contains("win") ? "win" : "linux";
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ENGLISH);
    return name.startsWith("amd64") || name.startsWith("x86_64") ? "x64" : name;
  }
}
